#include "serving/watched_file.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace communique::serving {
namespace {

constexpr absl::Duration kLookInterval = absl::Seconds(1);

}  // namespace

absl::StatusOr<std::string> WatchedFile::Read() {
  // Before reading, so that what is written meanwhile is a change.
  version_ = VersionOnDisk();
  std::error_code error;
  std::ifstream stream(path_);
  std::stringstream text;
  text << stream.rdbuf();
  if (!stream || text.bad() || std::filesystem::is_directory(path_, error)) {
    return absl::NotFoundError(absl::StrCat("cannot read ", path_, "; check the path and its permissions"));
  }
  return text.str();
}

bool WatchedFile::HasChanged() {
  const absl::Time now = absl::Now();
  if (now < next_look_) return false;
  next_look_ = now + kLookInterval;
  return VersionOnDisk() != version_;
}

std::optional<WatchedFile::Version> WatchedFile::VersionOnDisk() const {
  struct stat info;
  if (::stat(path_.c_str(), &info) != 0) return std::nullopt;
  return Version(info.st_ino, info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_size);
}

}  // namespace communique::serving
