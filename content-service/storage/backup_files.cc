#include "content-service/storage/backup_files.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "rocksdb/env.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

rocksdb::BackupEngineOptions OptionsFor(const std::filesystem::path& directory, rocksdb::Env* env) {
  // RocksDB finds the files of a backup by absolute paths alone.
  rocksdb::BackupEngineOptions options(std::filesystem::absolute(directory).lexically_normal().string(), env);
  // From the first bytes on, so that commits need not wait longer than for the list of files.
  options.callback_trigger_interval_size = 1;
  return options;
}

}  // namespace

absl::StatusOr<std::unique_ptr<rocksdb::BackupEngine>> OpenToWrite(const std::filesystem::path& directory,
                                                                   rocksdb::Env* env) {
  if (env == nullptr) env = rocksdb::Env::Default();
  rocksdb::BackupEngine* engine = nullptr;
  const rocksdb::IOStatus opened = rocksdb::BackupEngine::Open(OptionsFor(directory, env), env, &engine);
  if (!opened.ok()) return BackupFailed(opened, directory);
  return std::unique_ptr<rocksdb::BackupEngine>(engine);
}

absl::StatusOr<std::unique_ptr<rocksdb::BackupEngineReadOnly>> OpenToRead(
    const std::filesystem::path& directory, rocksdb::Env* env) {
  if (env == nullptr) env = rocksdb::Env::Default();
  rocksdb::BackupEngineReadOnly* engine = nullptr;
  const rocksdb::IOStatus opened =
      rocksdb::BackupEngineReadOnly::Open(OptionsFor(directory, env), env, &engine);
  if (!opened.ok()) return BackupFailed(opened, directory);
  return std::unique_ptr<rocksdb::BackupEngineReadOnly>(engine);
}

BackupList ListBackups(const rocksdb::BackupEngineReadOnly& engine) {
  BackupList list;
  std::vector<rocksdb::BackupInfo> infos;
  engine.GetBackupInfo(&infos);
  engine.GetCorruptedBackups(&list.damaged);
  for (const rocksdb::BackupInfo& info : infos) {
    absl::StatusOr<Backup> backup = BackupFrom(info);
    if (backup.ok()) {
      list.backups.push_back(*std::move(backup));
    } else {
      list.damaged.push_back(info.backup_id);
    }
  }
  std::sort(list.backups.begin(), list.backups.end(),
            [](const Backup& a, const Backup& b) { return a.number > b.number; });
  std::sort(list.damaged.begin(), list.damaged.end(), std::greater<>());
  return list;
}

absl::StatusOr<rocksdb::BackupInfo> FindBackup(const rocksdb::BackupEngineReadOnly& engine, uint32_t number) {
  rocksdb::BackupInfo info;
  const rocksdb::Status found = engine.GetBackupInfo(number, &info, true);
  if (found.ok()) return info;
  if (!found.IsNotFound()) return BackupDamaged(number, found.ToString());
  return ErrorWithReason(absl::StatusCode::kNotFound, "NO_SUCH_BACKUP",
                         absl::StrCat("there is no backup ", number, "; list the backups"));
}

absl::StatusOr<Backup> BackupFrom(const rocksdb::BackupInfo& info) {
  const absl::StatusOr<Position> position = DecodePosition(info.app_metadata);
  if (!position.ok()) return BackupDamaged(info.backup_id, "it does not say which commit it ends with");
  return Backup{info.backup_id, absl::FromUnixSeconds(info.timestamp), *position,
                static_cast<int64_t>(info.size), static_cast<int>(info.number_files)};
}

absl::Status BackupDamaged(uint32_t number, absl::string_view what) {
  return ErrorWithReason(
      absl::StatusCode::kDataLoss, "BACKUP_DAMAGED",
      absl::StrCat("backup ", number, " is damaged: ", what, "; make another one, and look after its disk"));
}

absl::Status BackupFailed(const rocksdb::Status& status, const std::filesystem::path& directory) {
  if (status.IsNoSpace()) {
    return ErrorWithReason(absl::StatusCode::kResourceExhausted, "DISK_FULL",
                           absl::StrCat("no space is left on the disk of the backups, ", directory.string(),
                                        "; nothing of this one was kept, make room and ask again"));
  }
  return ErrorWithReason(absl::StatusCode::kUnavailable, "BACKUP_FAILED",
                         absl::StrCat("backups in ", directory.string(), ": ", status.ToString(),
                                      "; look after the directory and its disk, then ask again"));
}

}  // namespace communique::content
