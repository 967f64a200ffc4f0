#include "content-service/storage/backup_restore.h"

#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "content-service/storage/backup_check.h"
#include "content-service/storage/backup_files.h"
#include "rocksdb/utilities/backup_engine.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

absl::Status NoBackups(const std::filesystem::path& backups, const BackupList& list) {
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "NO_BACKUPS",
      absl::StrCat(
          "--backup-dir: there is no whole backup in ", backups.string(),
          list.damaged.empty() ? "" : absl::StrCat(", damaged are ", absl::StrJoin(list.damaged, ", ")),
          "; name the directory that content-service was given"));
}

absl::Status NoRoom(const std::filesystem::path& directory, const std::string& needed) {
  return ErrorWithReason(absl::StatusCode::kResourceExhausted, "DISK_FULL",
                         absl::StrCat("the disk of ", directory.string(), " has no room for the store",
                                      needed, "; make room and restore again"));
}

absl::Status CheckRoomFor(const Backup& backup, const std::filesystem::path& directory) {
  std::error_code error;
  const auto space = std::filesystem::space(directory, error);
  if (error || space.available > static_cast<uint64_t>(backup.size_bytes)) return absl::OkStatus();
  return NoRoom(directory, absl::StrCat(", which needs ", backup.size_bytes >> 20, " MiB"));
}

absl::Status Copy(const rocksdb::BackupEngineReadOnly& engine, uint32_t number,
                  const std::filesystem::path& directory) {
  const rocksdb::IOStatus copied =
      engine.RestoreDBFromBackup(rocksdb::RestoreOptions(), number, directory.string(), directory.string());
  if (copied.ok()) return absl::OkStatus();
  if (copied.IsNoSpace()) return NoRoom(directory, "");
  if (copied.IsCorruption()) return BackupDamaged(number, copied.ToString());
  return ErrorWithReason(absl::StatusCode::kUnavailable, "RESTORE_FAILED",
                         absl::StrCat("copying backup ", number, " to ", directory.string(), ": ",
                                      copied.ToString(), "; look after both disks, then restore again"));
}

}  // namespace

absl::StatusOr<BackupCheck> RestoreBackup(const std::filesystem::path& backups, uint32_t number,
                                          const std::filesystem::path& directory) {
  if (std::error_code error; !std::filesystem::is_directory(backups / "meta", error)) {
    return NoBackups(backups, {});
  }
  ASSIGN_OR_RETURN(const auto engine, OpenToRead(backups, nullptr));
  if (number == 0) {
    const BackupList list = ListBackups(*engine);
    if (list.backups.empty()) return NoBackups(backups, list);
    number = list.backups.front().number;
  }
  ASSIGN_OR_RETURN(BackupCheck check, CheckBackup(*engine, number));
  RETURN_IF_ERROR(CheckRoomFor(check.backup, directory));
  RETURN_IF_ERROR(Copy(*engine, number, directory));
  return check;
}

}  // namespace communique::content
