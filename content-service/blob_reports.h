#ifndef COMMUNIQUE_CONTENT_SERVICE_BLOB_REPORTS_H_
#define COMMUNIQUE_CONTENT_SERVICE_BLOB_REPORTS_H_

#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include "content-service/storage/blob_limits.h"

namespace communique::content {

// Tells whoever runs the service how much its files are, beside what they may be, in metrics. Thread-safe.
class BlobReports {
 public:
  // `registry` outlives it.
  BlobReports(prometheus::Registry& registry, const BlobLimits& limits);

  void Record(const BlobUse& use);

 private:
  prometheus::Gauge& files_;
  prometheus::Gauge& bytes_;
  prometheus::Gauge& uploads_;
  prometheus::Gauge& upload_bytes_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_BLOB_REPORTS_H_
