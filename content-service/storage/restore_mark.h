#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_RESTORE_MARK_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_RESTORE_MARK_H_

#include <filesystem>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace communique::content {

// A file that says that a restore made what lies around it and has not come to its end, so that nothing else
// is ever taken for that and deleted. The process that restores has it locked. One thread.
class RestoreMark {
 public:
  // Makes it in `folder`, synced, or takes up the one that is there. FAILED_PRECONDITION, reason
  // RESTORE_RUNNING: another process has it, or came to its end just now. UNAVAILABLE, reason RESTORE_FAILED.
  static absl::StatusOr<std::unique_ptr<RestoreMark>> Make(const std::filesystem::path& folder);
  static absl::StatusOr<std::unique_ptr<RestoreMark>> TakeUp(const std::filesystem::path& folder);
  ~RestoreMark();
  RestoreMark(const RestoreMark&) = delete;
  RestoreMark& operator=(const RestoreMark&) = delete;

  absl::Status Delete();

  static std::filesystem::path PathIn(const std::filesystem::path& folder);

 private:
  RestoreMark(std::filesystem::path path, int descriptor) : path_(std::move(path)), descriptor_(descriptor) {}
  static absl::StatusOr<std::unique_ptr<RestoreMark>> Lock(const std::filesystem::path& folder, int flags);

  const std::filesystem::path path_;
  const int descriptor_;
};

// UNAVAILABLE, reason RESTORE_FAILED.
absl::Status RestoreFailed(const std::filesystem::path& path, int error);
// That the directory has the entries that it has, should the machine lose its power now.
absl::Status SyncDirectory(const std::filesystem::path& directory);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_RESTORE_MARK_H_
