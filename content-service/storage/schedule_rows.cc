#include "content-service/storage/schedule_rows.h"

#include <memory>
#include <optional>
#include <utility>

#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/iterator.h"

namespace communique::content {

absl::StatusOr<std::vector<ScheduleId>> DueSchedules(const Database& database, absl::Time now) {
  const std::unique_ptr<rocksdb::Iterator> row(
      database.db()->NewIterator(rocksdb::ReadOptions(), database.family(Family::kSchedules)));
  std::vector<ScheduleId> due;
  for (row->SeekToFirst(); row->Valid(); row->Next()) {
    std::optional<ScheduleId> schedule = ParseScheduleKey(ToView(row->key()));
    if (!schedule.has_value()) continue;
    if (now < schedule->publish_time) break;
    due.push_back(*std::move(schedule));
  }
  if (!row->status().ok()) return FromRocksDb(row->status(), "reading the schedules");
  return due;
}

}  // namespace communique::content
