#include "content-service/storage/disk_room.h"

#include "absl/strings/str_cat.h"
#include "rocksdb/db.h"
#include "rocksdb/env.h"
#include "statement/errors.h"

namespace communique::content {

absl::Status CheckRoom(const rocksdb::DB& db, uint64_t bytes) {
  uint64_t left = 0;
  if (!db.GetEnv()->GetFreeSpace(db.GetName(), &left).ok() || left >= kReservedBytes + bytes) {
    return absl::OkStatus();
  }
  return ErrorWithReason(
      absl::StatusCode::kResourceExhausted, "DISK_FULL",
      absl::StrCat("the disk of the store has ", left >> 20, " MiB left and ",
                   ((kReservedBytes + bytes) >> 20) + 1,
                   " MiB are needed; nothing was stored, ask the operator to make room and try again"));
}

}  // namespace communique::content
