#include "content-service/storage/background_errors.h"

#include "absl/strings/str_cat.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/status.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

using rocksdb::BackgroundErrorReason;

absl::string_view Doing(BackgroundErrorReason reason) {
  switch (reason) {
    case BackgroundErrorReason::kCompaction:
      return "writing its tables anew";
    case BackgroundErrorReason::kManifestWrite:
    case BackgroundErrorReason::kManifestWriteNoWAL:
      return "writing the list of its files";
    default:
      return "writing a table";
  }
}

absl::Status InWords(BackgroundErrorReason reason, const rocksdb::Status& error) {
  if (error.IsNoSpace() || error.IsCorruption()) return FromRocksDb(error, Doing(reason));
  const bool is_final = error.severity() >= rocksdb::Status::kFatalError;
  return ErrorWithReason(
      absl::StatusCode::kUnavailable, "STORE_FAILED",
      absl::StrCat("the disk of the store failed while ", Doing(reason), " (", error.ToString(),
                   "), so nothing more is stored; nothing of this was done, and all that is stored can be ",
                   is_final ? "read; look after the disk and start the service again"
                            : "read; it is tried again, ask again later"));
}

}  // namespace

absl::Status BackgroundErrors::Get() const {
  absl::MutexLock lock(&mutex_);
  return error_;
}

void BackgroundErrors::OnBackgroundError(BackgroundErrorReason reason, rocksdb::Status* error) {
  // Those of the log are not of the background, whatever RocksDB calls them; a soft one stops nothing.
  if (reason == BackgroundErrorReason::kWriteCallback || reason == BackgroundErrorReason::kMemTable) return;
  if (error->severity() < rocksdb::Status::kHardError) return;
  absl::MutexLock lock(&mutex_);
  error_ = InWords(reason, *error);
}

void BackgroundErrors::OnErrorRecoveryEnd(const rocksdb::BackgroundErrorRecoveryInfo& info) {
  // RocksDB says that it has tried, also where that failed. (OnErrorRecoveryCompleted does not tell which.)
  if (!info.new_bg_error.ok()) return;
  absl::MutexLock lock(&mutex_);
  error_ = absl::OkStatus();
}

}  // namespace communique::content
