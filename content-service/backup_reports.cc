#include "content-service/backup_reports.h"

#include <string>

#include "content-service/domain/timestamps.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

prometheus::Gauge& BackupGauge(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

}  // namespace

BackupReports::BackupReports(prometheus::Registry& registry, const serving::Log& log)
    : log_(log),
      last_success_(BackupGauge(registry, "communique_backup_last_success_timestamp_seconds",
                                "When the newest whole backup was made; 0 for never.")),
      size_(
          BackupGauge(registry, "communique_backup_size_bytes", "Of the files of the newest whole backup.")),
      failures_(prometheus::BuildCounter()
                    .Name("communique_backup_failures_total")
                    .Help("Backups that were begun and not made.")
                    .Register(registry)
                    .Add({})) {}

void BackupReports::Found(const Backup& newest) {
  last_success_.Set(absl::ToDoubleSeconds(newest.create_time - absl::UnixEpoch()));
  size_.Set(static_cast<double>(newest.size_bytes));
}

void BackupReports::Record(const absl::StatusOr<Backup>& backup, absl::Time now) {
  const std::string reason = ReasonOf(backup.status());
  // The one that is under way will tell how it ends.
  if (reason == "BACKUP_RUNNING") return;
  absl::MutexLock lock(&mutex_);
  if (backup.ok()) {
    Found(*backup);
    fault_.reset();
    log_.Info("a backup was made", {{"number", int64_t{backup->number}}, {"bytes", backup->size_bytes}});
    return;
  }
  failures_.Increment();
  log_.Error("a backup was not made", {{"reason", reason.empty() ? "CANCELLED" : reason}});
  fault_.emplace();
  fault_->set_reason("BACKUP_FAILED");
  fault_->set_message(std::string(backup.status().message()));
  *fault_->mutable_since() = ToTimestamp(now);
}

std::optional<v1::Fault> BackupReports::fault() const {
  absl::MutexLock lock(&mutex_);
  return fault_;
}

}  // namespace communique::content
