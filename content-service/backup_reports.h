#ifndef COMMUNIQUE_CONTENT_SERVICE_BACKUP_REPORTS_H_
#define COMMUNIQUE_CONTENT_SERVICE_BACKUP_REPORTS_H_

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "communique/content/v1/admin_service.pb.h"
#include "content-service/storage/backup_store.h"
#include "serving/logging.h"

namespace communique::content {

// Tells whoever runs the service how backups went, in metrics, in the log and as a fault of the status.
// Thread-safe.
class BackupReports {
 public:
  // Both outlive it.
  BackupReports(prometheus::Registry& registry, const serving::Log& log);

  // One that was there at the start.
  void Found(const Backup& newest);
  void Record(const absl::StatusOr<Backup>& backup, absl::Time now);

  // BACKUP_FAILED, until one succeeds.
  std::optional<v1::Fault> fault() const;

 private:
  const serving::Log& log_;
  prometheus::Gauge& last_success_;
  prometheus::Gauge& size_;
  prometheus::Counter& failures_;
  mutable absl::Mutex mutex_;
  std::optional<v1::Fault> fault_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_BACKUP_REPORTS_H_
