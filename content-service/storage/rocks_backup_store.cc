#include "content-service/storage/rocks_backup_store.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/storage/backup_check.h"
#include "content-service/storage/backup_files.h"
#include "content-service/storage/backup_progress.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/utilities/backup_engine.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

absl::Status Running() {
  return ErrorWithReason(absl::StatusCode::kAborted, "BACKUP_RUNNING",
                         "a backup is being made; wait for it, then ask again");
}

// Writes what the store holds in memory into its tables first, so that little log has to be copied.
absl::Status Flush(const Database& database) {
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  for (size_t i = 0; i < kFamilyCount; ++i) families.push_back(database.family(static_cast<Family>(i)));
  return FromRocksDb(database.db()->Flush(rocksdb::FlushOptions(), families), "preparing a backup");
}

}  // namespace

absl::StatusOr<std::unique_ptr<RocksBackupStore>> RocksBackupStore::Open(Database* database,
                                                                         std::filesystem::path directory) {
  std::error_code error;
  // Where RocksDB lists them; without it there would be nothing to read before the first.
  if (!std::filesystem::create_directories(directory / "meta", error) && error) {
    return absl::FailedPreconditionError(absl::StrCat("--backup-dir: ", directory.string(),
                                                      " cannot be made: ", error.message(),
                                                      "; give it to the user that runs this program"));
  }
  return std::unique_ptr<RocksBackupStore>(new RocksBackupStore(database, std::move(directory)));
}

absl::StatusOr<Backup> RocksBackupStore::Create(int keep, const std::function<bool()>& is_cancelled) {
  if (running_.exchange(true)) return Running();
  absl::StatusOr<Backup> backup = CreateAlone(keep, is_cancelled);
  running_ = false;
  return backup;
}

absl::StatusOr<Backup> RocksBackupStore::CreateAlone(int keep, const std::function<bool()>& is_cancelled) {
  BackupProgress progress(database_, is_cancelled);
  RETURN_IF_ERROR(progress.Check());
  RETURN_IF_ERROR(Flush(database_));
  ASSIGN_OR_RETURN(const auto engine, OpenToWrite(directory_, database_.env()));
  ASSIGN_OR_RETURN(const uint32_t number, Copy(*engine, progress));
  rocksdb::BackupInfo info;
  if (const rocksdb::Status found = engine->GetBackupInfo(number, &info); !found.ok()) {
    return BackupFailed(found, directory_);
  }
  RETURN_IF_ERROR(DeleteOld(*engine, keep));
  return BackupFrom(info);
}

absl::StatusOr<uint32_t> RocksBackupStore::Copy(rocksdb::BackupEngine& engine, BackupProgress& progress) {
  progress.SetStop([&engine] { engine.StopBackup(); });
  rocksdb::CreateBackupOptions options;
  options.progress_callback = [&progress] { progress.Report(); };
  // What is to be copied is settled before the first byte is, and nothing is committed meanwhile.
  database_.gate().Close();
  const ChainEnd end = database_.head().Get();
  const std::string position = EncodePosition({database_.epoch(), end.sequence, end.public_position});
  rocksdb::BackupID number = 0;
  const rocksdb::IOStatus made =
      database_.log_failed() ? rocksdb::IOStatus::IOError("the log of the store cannot be written")
                             : engine.CreateNewBackupWithMetadata(options, database_.db(), position, &number);
  database_.gate().Open();
  if (made.ok()) return number;
  // It would otherwise stay until the next backup.
  engine.GarbageCollect().PermitUncheckedError();
  RETURN_IF_ERROR(progress.Check());
  return BackupFailed(made, directory_);
}

absl::Status RocksBackupStore::DeleteOld(rocksdb::BackupEngine& engine, int keep) {
  if (keep == 0) return absl::OkStatus();
  absl::MutexLock lock(&files_);
  const rocksdb::IOStatus deleted = engine.PurgeOldBackups(static_cast<uint32_t>(keep));
  return deleted.ok() ? absl::OkStatus() : BackupFailed(deleted, directory_);
}

absl::StatusOr<BackupList> RocksBackupStore::List() const {
  absl::ReaderMutexLock lock(&files_);
  ASSIGN_OR_RETURN(const auto engine, content::OpenToRead(directory_, database_.env()));
  return ListBackups(*engine);
}

absl::StatusOr<BackupCheck> RocksBackupStore::Verify(uint32_t number) const {
  absl::ReaderMutexLock lock(&files_);
  ASSIGN_OR_RETURN(const auto engine, content::OpenToRead(directory_, database_.env()));
  return CheckBackup(*engine, number);
}

}  // namespace communique::content
