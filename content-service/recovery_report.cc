#include "content-service/recovery_report.h"

#include <memory>

#include "content-service/storage/rocks_status.h"
#include "content-service/storage/schedule_rows.h"
#include "rocksdb/db.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

absl::StatusOr<int32_t> CountUploads(const Database& database) {
  const std::unique_ptr<rocksdb::Iterator> row(
      database.db()->NewIterator(rocksdb::ReadOptions(), database.family(Family::kUploads)));
  int32_t count = 0;
  for (row->SeekToFirst(); row->Valid(); row->Next()) ++count;
  if (!row->status().ok()) return FromRocksDb(row->status(), "looking for unfinished uploads");
  return count;
}

}  // namespace

absl::StatusOr<v1::Recovery> ReportRecovery(const Database& database, int resumed_erasures, absl::Time now) {
  const StoreRecovery& found = database.recovery();
  v1::Recovery recovery;
  recovery.set_unclean_stop(found.unclean_stop);
  recovery.set_commits_from_log(found.commits_from_log);
  recovery.set_discarded_log_bytes(found.discarded_log_bytes);
  recovery.set_discarded_manifest_bytes(found.discarded_manifest_bytes);
  ASSIGN_OR_RETURN(const auto due, DueSchedules(database, now));
  recovery.set_due_schedules(static_cast<int32_t>(due.size()));
  ASSIGN_OR_RETURN(const int32_t uploads, CountUploads(database));
  recovery.set_unfinished_uploads(uploads);
  recovery.set_resumed_erasures(resumed_erasures);
  recovery.set_checked_from_sequence(found.checked_from);
  recovery.set_checked_to_sequence(found.checked_to);
  recovery.mutable_duration()->set_seconds(absl::ToInt64Seconds(found.took));
  recovery.mutable_duration()->set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(found.took % absl::Seconds(1))));
  return recovery;
}

void LogRecovery(const v1::Recovery& recovery, const serving::Log& log) {
  const bool left_out = recovery.discarded_log_bytes() > 0 || recovery.discarded_manifest_bytes() > 0;
  const serving::Log::Fields fields = {
      {"unclean_stop", recovery.unclean_stop() ? "yes" : "no"},
      {"commits_from_log", static_cast<int64_t>(recovery.commits_from_log())},
      {"discarded_log_bytes", recovery.discarded_log_bytes()},
      {"discarded_manifest_bytes", recovery.discarded_manifest_bytes()},
      {"due_schedules", int64_t{recovery.due_schedules()}},
      {"unfinished_uploads", int64_t{recovery.unfinished_uploads()}},
      {"resumed_erasures", int64_t{recovery.resumed_erasures()}},
      {"checked_from", static_cast<int64_t>(recovery.checked_from_sequence())},
      {"checked_to", static_cast<int64_t>(recovery.checked_to_sequence())},
      {"ms", static_cast<double>(recovery.duration().seconds()) * 1e3 +
                 static_cast<double>(recovery.duration().nanos()) / 1e6}};
  left_out ? log.Warning("the store is open", fields) : log.Info("the store is open", fields);
}

}  // namespace communique::content
