#include "content-service/sweep_reports.h"

#include <string>

#include "statement/errors.h"

namespace communique::content {
namespace {

prometheus::Counter& AddCounter(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

SweepReports::SweepReports(prometheus::Registry& registry, const serving::Log& log)
    : log_(log),
      files_(AddCounter(registry, "communique_swept_files_total", "Files deleted that no revision listed.")),
      bytes_(AddCounter(registry, "communique_swept_bytes_total", "Bytes of those files.")) {}

void SweepReports::Record(const Swept& swept, const absl::Status& ended) {
  files_.Increment(static_cast<double>(swept.files));
  bytes_.Increment(static_cast<double>(swept.bytes));
  if (swept.files > 0) {
    log_.Info("files were deleted that nothing listed",
              {{"files", std::to_string(swept.files)}, {"bytes", std::to_string(swept.bytes)}});
  }
  if (!ended.ok()) log_.Warning("sweeping broke off; it is tried again", {{"reason", ReasonOf(ended)}});
}

}  // namespace communique::content
