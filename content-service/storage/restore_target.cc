#include "content-service/storage/restore_target.h"

#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

constexpr char kFolder[] = "restoring";
constexpr char kWorkplace[] = "store";

absl::Status TargetFailed(const std::filesystem::path& directory, const std::error_code& error) {
  return RestoreFailed(directory, error.value());
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

bool IsEmptyFolder(const std::filesystem::path& path) {
  std::error_code error;
  return std::filesystem::is_directory(path, error) && std::filesystem::is_empty(path, error) && !error;
}

// Takes away all that is in it but for `kept`.
absl::Status Clear(const std::filesystem::path& directory, const std::filesystem::path& kept) {
  ASSIGN_OR_RETURN(const auto entries, EntriesOf(directory));
  std::error_code error;
  for (const std::filesystem::path& entry : entries) {
    if (entry != kept) std::filesystem::remove_all(entry, error);
    if (error) return TargetFailed(directory, error);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<RestoreTarget> RestoreTarget::Begin(std::filesystem::path directory) {
  std::error_code error;
  if (!std::filesystem::create_directories(directory, error) && error) return TargetFailed(directory, error);
  const std::filesystem::path folder = directory / kFolder;
  RestoreTarget target(std::move(directory));
  if (IsUnfinished(target.directory_)) {
    ASSIGN_OR_RETURN(target.mark_, RestoreMark::TakeUp(folder));
    RETURN_IF_ERROR(Clear(target.directory_, folder));
    RETURN_IF_ERROR(Clear(folder, RestoreMark::PathIn(folder)));
  } else {
    ASSIGN_OR_RETURN(const auto entries, EntriesOf(target.directory_));
    for (const std::filesystem::path& entry : entries) {
      // So a restore may leave it that was killed in its first moment.
      if (entry == folder && IsEmptyFolder(folder)) continue;
      return NotEmpty(target.directory_, entry.filename().string());
    }
    std::filesystem::create_directory(folder, error);
    if (error) return TargetFailed(target.directory_, error);
    ASSIGN_OR_RETURN(target.mark_, RestoreMark::Make(folder));
    RETURN_IF_ERROR(SyncDirectory(target.directory_));
  }
  std::filesystem::create_directory(target.workplace(), error);
  if (error) return TargetFailed(target.directory_, error);
  return target;
}

std::filesystem::path RestoreTarget::workplace() const { return directory_ / kFolder / kWorkplace; }

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
  // From here on it is a store, so the mark goes last.
  RETURN_IF_ERROR(mark_->Delete());
  std::filesystem::remove(directory_ / kFolder, error);
  if (error) return TargetFailed(directory_, error);
  return SyncDirectory(directory_);
}

bool RestoreTarget::IsUnfinished(const std::filesystem::path& directory) {
  std::error_code error;
  return std::filesystem::is_regular_file(RestoreMark::PathIn(directory / kFolder), error);
}

}  // namespace communique::content
