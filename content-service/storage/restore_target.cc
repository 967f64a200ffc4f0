#include "content-service/storage/restore_target.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

constexpr char kWorkplace[] = "restoring";

absl::Status TargetFailed(const std::filesystem::path& directory, const std::error_code& error) {
  return ErrorWithReason(absl::StatusCode::kUnavailable, "RESTORE_FAILED",
                         absl::StrCat("--data-dir: ", directory.string(), ": ", error.message(),
                                      "; look after the directory and its disk, then restore again"));
}

absl::Status NotEmpty(const std::filesystem::path& directory, const std::string& found) {
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "TARGET_NOT_EMPTY",
      absl::StrCat("--data-dir: ", directory.string(), " is not empty (", found,
                   "); name a new directory, or move away what is in it, nothing was changed"));
}

// What is in it, but for what a file system keeps at its root.
absl::StatusOr<std::vector<std::filesystem::path>> EntriesOf(const std::filesystem::path& directory) {
  std::error_code error;
  std::vector<std::filesystem::path> entries;
  for (auto entry = std::filesystem::directory_iterator(directory, error);
       !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    if (entry->path().filename() != "lost+found") entries.push_back(entry->path());
  }
  if (error) return TargetFailed(directory, error);
  return entries;
}

absl::Status SyncDirectory(const std::filesystem::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const std::error_code error(errno, std::generic_category());
  if (descriptor >= 0) ::close(descriptor);
  return synced ? absl::OkStatus() : TargetFailed(directory, error);
}

}  // namespace

absl::StatusOr<RestoreTarget> RestoreTarget::Begin(std::filesystem::path directory) {
  std::error_code error;
  if (!std::filesystem::create_directories(directory, error) && error) return TargetFailed(directory, error);
  RestoreTarget target(std::move(directory));
  ASSIGN_OR_RETURN(const auto entries, EntriesOf(target.directory_));
  if (!entries.empty() && !IsUnfinished(target.directory_)) {
    return NotEmpty(target.directory_, entries.front().filename().string());
  }
  // The mark goes last.
  for (const std::filesystem::path& entry : entries) {
    if (entry.filename() == kWorkplace) continue;
    std::filesystem::remove_all(entry, error);
    if (error) return TargetFailed(target.directory_, error);
  }
  std::filesystem::remove_all(target.workplace(), error);
  if (!error) std::filesystem::create_directory(target.workplace(), error);
  if (error) return TargetFailed(target.directory_, error);
  RETURN_IF_ERROR(SyncDirectory(target.directory_));
  return target;
}

std::filesystem::path RestoreTarget::workplace() const { return directory_ / kWorkplace; }

absl::Status RestoreTarget::Finish() {
  std::error_code error;
  ASSIGN_OR_RETURN(const auto entries, EntriesOf(workplace()));
  for (const std::filesystem::path& entry : entries) {
    std::filesystem::rename(entry, directory_ / entry.filename(), error);
    if (error) return TargetFailed(directory_, error);
  }
  RETURN_IF_ERROR(SyncDirectory(directory_));
  std::filesystem::remove(workplace(), error);
  if (error) return TargetFailed(directory_, error);
  return SyncDirectory(directory_);
}

bool RestoreTarget::IsUnfinished(const std::filesystem::path& directory) {
  std::error_code error;
  return std::filesystem::is_directory(directory / kWorkplace, error);
}

}  // namespace communique::content
