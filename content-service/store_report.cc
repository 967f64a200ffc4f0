#include "content-service/store_report.h"

#include <string>

#include "content-service/domain/timestamps.h"
#include "content-service/storage/disk_room.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

void AddFault(const absl::Status& status, v1::GetStatusResponse& report) {
  if (status.ok()) return;
  const std::string reason = ReasonOf(status);
  for (const v1::Fault& known : report.faults()) {
    if (known.reason() == reason) return;
  }
  v1::Fault& fault = *report.add_faults();
  fault.set_reason(reason);
  fault.set_message(std::string(status.message()));
}

v1::Disk DiskOf(const Database& database) {
  v1::Disk disk;
  uint64_t free = 0;
  if (database.env()->GetFreeSpace(database.db()->GetName(), &free).ok()) {
    disk.set_free_bytes(static_cast<int64_t>(free));
  }
  disk.set_reserve_bytes(int64_t{kReservedBytes});
  for (size_t i = 0; i < kFamilyCount; ++i) {
    rocksdb::ColumnFamilyHandle* const family = database.family(static_cast<Family>(i));
    for (const auto& property :
         {rocksdb::DB::Properties::kTotalSstFilesSize, rocksdb::DB::Properties::kTotalBlobFileSize}) {
      uint64_t bytes = 0;
      if (database.db()->GetIntProperty(family, property, &bytes)) {
        disk.set_store_bytes(disk.store_bytes() + static_cast<int64_t>(bytes));
      }
    }
  }
  return disk;
}

}  // namespace

v1::GetStatusResponse ReportOn(const Database& database, const Committer& committer, absl::Time start_time) {
  v1::GetStatusResponse report;
  const ChainEnd end = database.head().Get();
  report.set_epoch(database.epoch());
  report.set_position(EncodePosition({database.epoch(), end.sequence, end.public_position}));
  report.set_sequence(end.sequence);
  report.set_public_position(end.public_position);
  report.set_format_version(kFormatVersion);
  report.set_version(COMMUNIQUE_VERSION);
  *report.mutable_start_time() = ToTimestamp(start_time);
  *report.mutable_disk() = DiskOf(database);
  AddFault(CheckRoom(*database.db(), 0), report);
  AddFault(database.background_error(), report);
  AddFault(committer.health(), report);
  return report;
}

}  // namespace communique::content
