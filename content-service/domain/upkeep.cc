#include "content-service/domain/upkeep.h"

#include "absl/strings/str_cat.h"
#include "content-service/domain/request_check.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

void Check(const RecordViews& views, FieldViolations& violations) {
  if (views.counts.empty() || views.counts.size() > kMostViewCountsInOneCall) {
    violations.Add("counts", absl::StrCat("has ", views.counts.size(), " entries; give 1 to ",
                                          kMostViewCountsInOneCall, " in one call"));
    return;
  }
  for (size_t i = 0; i < views.counts.size(); ++i) {
    const RecordViews::Count& count = views.counts[i];
    if (!IsStatementId(count.statement)) {
      violations.Add(absl::StrCat("counts[", i, "].statement"), "must be statements/{id}");
    }
    if (count.count < 1) violations.Add(absl::StrCat("counts[", i, "].count"), "must be at least 1");
  }
}

// What the service itself asks for.
void Check(const KeepBlob&, FieldViolations&) {}
void Check(const SweepBlobs&, FieldViolations&) {}
void Check(const SweepRequests&, FieldViolations&) {}

}  // namespace

absl::Status PrepareUpkeep(const Upkeep& upkeep) {
  FieldViolations violations;
  CheckRequestId(upkeep.request_id, upkeep.payload_hash, violations);
  std::visit([&](const auto& task) { Check(task, violations); }, upkeep.task);
  return violations.ToStatus();
}

}  // namespace communique::content
