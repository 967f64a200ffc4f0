#include "content-service/storage/store_recovery.h"

#include <optional>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/env.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {

absl::Status StoreInUse(const std::string& directory) {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "STORE_IN_USE",
                         absl::StrCat("the store in ", directory, " is in use by another process; stop that ",
                                      "one first, or name another directory"));
}

// By another process, or by another store of this one. That the file cannot be opened is something else.
bool IsLocked(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  return absl::StrContains(text, "While lock file") ||
         absl::StrContains(text, "lock hold by current process");
}

absl::Status RecoverFiles(DurableFiles& files, rocksdb::Env& env, const std::string& directory,
                          const std::function<absl::Status()>& check_families,
                          const OldestNeededLog& oldest_needed, StoreRecovery& recovery) {
  rocksdb::FileLock* lock = nullptr;
  const rocksdb::Status locked = env.LockFile(directory + "/LOCK", &lock);
  if (IsLocked(locked)) return StoreInUse(directory);
  RETURN_IF_ERROR(FromRocksDb(locked, absl::StrCat("opening the store in ", directory)));
  const auto unlock = absl::MakeCleanup([&] { (void)env.UnlockFile(lock); });

  const std::optional<DurableMark> read = files.Read();
  const DurableMark mark = read.value_or(DurableMark());
  recovery.unclean_stop = !mark.closed;
  ASSIGN_OR_RETURN(recovery.discarded_manifest_bytes, MendManifest(files, directory, mark.manifest));
  RETURN_IF_ERROR(check_families());
  ASSIGN_OR_RETURN(recovery.discarded_log_bytes, CheckLogs(files, directory, mark, oldest_needed));
  files.Open(mark);
  return absl::OkStatus();
}

}  // namespace communique::content
