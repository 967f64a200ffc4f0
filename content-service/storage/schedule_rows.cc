#include "content-service/storage/schedule_rows.h"

#include <memory>

#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/iterator.h"
#include "statement/errors.h"

namespace communique::content {

absl::StatusOr<std::optional<ScheduleId>> FirstSchedule(const Database& database) {
  const std::unique_ptr<rocksdb::Iterator> row(
      database.db()->NewIterator(rocksdb::ReadOptions(), database.family(Family::kSchedules)));
  row->SeekToFirst();
  if (!row->status().ok()) return FromRocksDb(row->status(), "reading the schedules");
  if (!row->Valid()) return std::nullopt;
  std::optional<ScheduleId> first = ParseScheduleKey(ToView(row->key()));
  if (first.has_value()) return first;
  return ErrorWithReason(absl::StatusCode::kDataLoss, "STORE_DAMAGED",
                         "a schedule has a malformed key; restore the store from a backup");
}

}  // namespace communique::content
