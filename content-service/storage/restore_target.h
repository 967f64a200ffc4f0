#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_RESTORE_TARGET_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_RESTORE_TARGET_H_

#include <filesystem>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "content-service/storage/restore_mark.h"

namespace communique::content {

// A data directory that a store is put into. The store is made in a folder within it and moved to its place
// when it is whole: as long as that folder has its RestoreMark, the directory is taken for no store, and
// restoring may begin anew over it. One thread.
class RestoreTarget {
 public:
  // Makes the directory where it is missing, and takes away what an earlier restore left unfinished.
  // FAILED_PRECONDITION, reason TARGET_NOT_EMPTY, where there is anything else in it. Errors of RestoreMark.
  static absl::StatusOr<RestoreTarget> Begin(std::filesystem::path directory);

  // Where the store is to be made.
  std::filesystem::path workplace() const;

  // The store is whole, and closed: from now on the directory is its own.
  absl::Status Finish();

  static bool IsUnfinished(const std::filesystem::path& directory);

 private:
  explicit RestoreTarget(std::filesystem::path directory) : directory_(std::move(directory)) {}

  std::filesystem::path directory_;
  std::unique_ptr<RestoreMark> mark_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_RESTORE_TARGET_H_
