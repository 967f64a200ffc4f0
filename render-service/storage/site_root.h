#ifndef COMMUNIQUE_RENDER_SERVICE_STORAGE_SITE_ROOT_H_
#define COMMUNIQUE_RENDER_SERVICE_STORAGE_SITE_ROOT_H_

#include <filesystem>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique::render {

// Owns an open file.
class FileHandle {
 public:
  FileHandle() = default;
  explicit FileHandle(int number) : number_(number) {}
  FileHandle(FileHandle&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileHandle& operator=(FileHandle&& other) noexcept;
  ~FileHandle();

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

// The directory of a site. Everything is opened beneath it, one segment at a time and never through a
// link, so that no path and no link that somebody left in the directory leads out of it.
// Thread-compatible.
class SiteRoot {
 public:
  // Makes the directory where there is none.
  static absl::StatusOr<SiteRoot> Open(const std::filesystem::path& directory);

  // The directory that a path lies in, and its last segment.
  struct Place {
    FileHandle directory;
    std::string name;
  };
  // `path` begins with '/'. BAD_PATH where a segment is empty or begins with a dot, but for the folder
  // of the renderer's own. PATH_MISSING where a directory is missing and not to be made; PATH_BLOCKED
  // where something on the way is no directory.
  absl::StatusOr<Place> Find(absl::string_view path, bool make_directories) const;

  // Whether the file is there with exactly these bytes.
  absl::StatusOr<bool> Holds(absl::string_view path, absl::string_view bytes) const;

  // Removes the file, and then the directories above it that have become empty.
  absl::Status Remove(absl::string_view path) const;

  // Everything written to the filesystem that holds the site is on disk after this.
  absl::Status Sync() const;

 private:
  explicit SiteRoot(FileHandle root) : root_(std::move(root)) {}

  FileHandle root_;
};

// Temporary files and the lock lie here, on the filesystem of the site. Web servers must not serve it:
// it begins with a dot.
inline constexpr char kOwnFolder[] = ".communique";

// What errno says, as a status that names what was tried and what to do, with a reason: those of
// OutputStore, or PATH_MISSING.
absl::Status ErrnoStatus(absl::string_view what_was_tried);

// Whether it says that one path cannot be used, and nothing of any other.
bool IsOfOnePath(const absl::Status& error);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_STORAGE_SITE_ROOT_H_
