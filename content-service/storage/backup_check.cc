#include "content-service/storage/backup_check.h"

#include "content-service/storage/backup_files.h"
#include "content-service/storage/chain_check.h"
#include "content-service/storage/database.h"
#include "serving/status_macros.h"

namespace communique::content {

absl::StatusOr<BackupCheck> CheckBackup(const rocksdb::BackupEngineReadOnly& engine, uint32_t number) {
  ASSIGN_OR_RETURN(const rocksdb::BackupInfo info, FindBackup(engine, number));
  if (const rocksdb::IOStatus read = engine.VerifyBackup(number, true); !read.ok()) {
    return BackupDamaged(number, read.ToString());
  }
  BackupCheck check;
  ASSIGN_OR_RETURN(check.backup, BackupFrom(info));
  const auto copy = Database::OpenToRead(info.name_for_open, info.env_for_open);
  if (!copy.ok()) return BackupDamaged(number, copy.status().message());
  const absl::StatusOr<uint64_t> commits = CheckChains(**copy);
  if (!commits.ok()) return BackupDamaged(number, commits.status().message());
  const ChainEnd end = (*copy)->head().Get();
  if (check.backup.position != Position{(*copy)->epoch(), end.sequence, end.public_position}) {
    return BackupDamaged(number, "it does not end at the position that it was made at");
  }
  check.commits_checked = *commits;
  return check;
}

}  // namespace communique::content
