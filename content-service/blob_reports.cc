#include "content-service/blob_reports.h"

namespace communique::content {
namespace {

prometheus::Gauge& AddGauge(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

BlobReports::BlobReports(prometheus::Registry& registry, const BlobLimits& limits)
    : files_(AddGauge(registry, "communique_files", "Files that are whole and checked.")),
      bytes_(AddGauge(registry, "communique_file_bytes", "Bytes of those files.")),
      uploads_(AddGauge(registry, "communique_unfinished_uploads", "Files of which a part has come.")),
      upload_bytes_(AddGauge(registry, "communique_unfinished_upload_bytes",
                             "Bytes of those files, as they were declared.")) {
  AddGauge(registry, "communique_file_bytes_limit",
           "What all files may have together, unfinished ones too; 0 for no limit.")
      .Set(static_cast<double>(limits.stored_bytes));
  AddGauge(registry, "communique_unfinished_uploads_limit", "How many of them there may be.")
      .Set(static_cast<double>(limits.unfinished_uploads));
}

void BlobReports::Record(const BlobUse& use) {
  files_.Set(static_cast<double>(use.files));
  bytes_.Set(static_cast<double>(use.bytes));
  uploads_.Set(static_cast<double>(use.unfinished_uploads));
  upload_bytes_.Set(static_cast<double>(use.unfinished_bytes));
}

}  // namespace communique::content
