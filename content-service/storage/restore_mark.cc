#include "content-service/storage/restore_mark.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

constexpr char kName[] = "communique-restore-unfinished";
constexpr absl::string_view kText =
    "`communique-content restore` makes a store here and has not come to its end. Run again, it deletes "
    "this\n"
    "directory's contents and begins anew.\n";

absl::Status RestoreRunning(const std::filesystem::path& folder) {
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "RESTORE_RUNNING",
      absl::StrCat("another process restores into ", folder.parent_path().string(),
                   "; wait until it ends, or name another directory with --data-dir; nothing was changed"));
}

bool IsStillThere(int descriptor) {
  struct stat file = {};
  return ::fstat(descriptor, &file) == 0 && file.st_nlink > 0;
}

}  // namespace

absl::StatusOr<std::unique_ptr<RestoreMark>> RestoreMark::Make(const std::filesystem::path& folder) {
  ASSIGN_OR_RETURN(auto mark, Lock(folder, O_CREAT | O_EXCL));
  const ssize_t written = ::pwrite(mark->descriptor_, kText.data(), kText.size(), 0);
  if (written < 0 || ::fsync(mark->descriptor_) != 0) return RestoreFailed(mark->path_, errno);
  RETURN_IF_ERROR(SyncDirectory(folder));
  return mark;
}

absl::StatusOr<std::unique_ptr<RestoreMark>> RestoreMark::TakeUp(const std::filesystem::path& folder) {
  return Lock(folder, 0);
}

absl::StatusOr<std::unique_ptr<RestoreMark>> RestoreMark::Lock(const std::filesystem::path& folder,
                                                               int flags) {
  const std::filesystem::path path = PathIn(folder);
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
  // Made or deleted since it was looked for.
  if (descriptor < 0 && (errno == EEXIST || errno == ENOENT)) return RestoreRunning(folder);
  if (descriptor < 0) return RestoreFailed(path, errno);
  std::unique_ptr<RestoreMark> mark(new RestoreMark(path, descriptor));
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 || !IsStillThere(descriptor)) return RestoreRunning(folder);
  return mark;
}

RestoreMark::~RestoreMark() { ::close(descriptor_); }

absl::Status RestoreMark::Delete() {
  return ::unlink(path_.c_str()) == 0 ? absl::OkStatus() : RestoreFailed(path_, errno);
}

std::filesystem::path RestoreMark::PathIn(const std::filesystem::path& folder) { return folder / kName; }

absl::Status RestoreFailed(const std::filesystem::path& path, int error) {
  return ErrorWithReason(absl::StatusCode::kUnavailable, "RESTORE_FAILED",
                         absl::StrCat("--data-dir: ", path.string(), ": ", ::strerror(error),
                                      "; look after the directory and its disk, then restore again"));
}

absl::Status SyncDirectory(const std::filesystem::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  return synced ? absl::OkStatus() : RestoreFailed(directory, error);
}

}  // namespace communique::content
