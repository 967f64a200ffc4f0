#include "render-service/storage/site_root.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::render {
namespace {

constexpr int kOpenDirectory = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

absl::StatusOr<std::vector<std::string>> SegmentsOf(absl::string_view path) {
  std::vector<std::string> segments = absl::StrSplit(path, '/');
  bool is_good = segments.size() >= 2 && segments[0].empty() && path.find('\0') == absl::string_view::npos;
  for (size_t i = 1; i < segments.size() && is_good; ++i) {
    is_good = !segments[i].empty() && (segments[i][0] != '.' || (i == 1 && segments[i] == kOwnFolder));
  }
  if (!is_good) {
    return ErrorWithReason(absl::StatusCode::kInvalidArgument, "BAD_PATH",
                           absl::StrCat(QuoteForMessage(path), " is no path of a file of the site"));
  }
  segments.erase(segments.begin());
  return segments;
}

}  // namespace

absl::Status ErrnoStatus(absl::string_view what_was_tried) {
  const int error = errno;
  const auto status = [&](absl::StatusCode code, absl::string_view reason, absl::string_view what_to_do) {
    return ErrorWithReason(
        code, reason,
        absl::StrCat(what_was_tried, ": ", std::generic_category().message(error), "; ", what_to_do));
  };
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return status(absl::StatusCode::kResourceExhausted, "DISK_FULL", "make room where the site lies");
    case ENOENT:
      return status(absl::StatusCode::kNotFound, "PATH_MISSING", "check the path");
    case ENOTDIR:
    case ELOOP:
    case EISDIR:
    case EEXIST:
    case ENOTEMPTY:
      return status(absl::StatusCode::kFailedPrecondition, "PATH_BLOCKED",
                    "remove what stands there in the site's directory");
    case ENAMETOOLONG:
      return status(absl::StatusCode::kInvalidArgument, "PATH_TOO_LONG",
                    "put the site on a file system that takes names of 255 bytes");
    case EACCES:
    case EPERM:
      return status(absl::StatusCode::kPermissionDenied, "PATH_NOT_WRITABLE",
                    "let the renderer write there in the site's directory");
    case EROFS:
      return status(absl::StatusCode::kPermissionDenied, "SITE_NOT_WRITABLE",
                    "make the site's directory writable");
    default:
      return status(absl::StatusCode::kInternal, "SITE_FAILED", "look after the disk that the site is on");
  }
}

bool IsOfOnePath(const absl::Status& error) {
  const std::string reason = ReasonOf(error);
  return reason == "PATH_BLOCKED" || reason == "PATH_NOT_WRITABLE" || reason == "PATH_TOO_LONG" ||
         reason == "BAD_PATH";
}

FileHandle& FileHandle::operator=(FileHandle&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

FileHandle::~FileHandle() {
  if (number_ >= 0) ::close(number_);
}

absl::StatusOr<SiteRoot> SiteRoot::Open(const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  // The root itself may be a link: it is what the operator named.
  FileHandle root(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root.is_open()) return ErrnoStatus(absl::StrCat("cannot open the site ", directory.string()));
  return SiteRoot(std::move(root));
}

absl::StatusOr<SiteRoot::Place> SiteRoot::Find(absl::string_view path, bool make_directories) const {
  ASSIGN_OR_RETURN(const std::vector<std::string> segments, SegmentsOf(path));
  FileHandle directory(::openat(root_.number(), ".", kOpenDirectory));
  for (size_t i = 0; directory.is_open() && i + 1 < segments.size(); ++i) {
    const char* name = segments[i].c_str();
    if (make_directories && ::mkdirat(directory.number(), name, 0755) != 0 && errno != EEXIST) {
      return ErrnoStatus(absl::StrCat("cannot make a directory for ", path));
    }
    directory = FileHandle(::openat(directory.number(), name, kOpenDirectory));
  }
  if (!directory.is_open()) return ErrnoStatus(absl::StrCat("cannot open the directory of ", path));
  return Place{.directory = std::move(directory), .name = segments.back()};
}

absl::StatusOr<bool> SiteRoot::Holds(absl::string_view path, absl::string_view bytes) const {
  absl::StatusOr<Place> place = Find(path, /*make_directories=*/false);
  if (absl::IsNotFound(place.status())) return false;
  RETURN_IF_ERROR(place.status());
  const FileHandle file(::openat(place->directory.number(), place->name.c_str(),
                                 O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat facts;
  if (!file.is_open() || ::fstat(file.number(), &facts) != 0 || !S_ISREG(facts.st_mode) ||
      static_cast<uint64_t>(facts.st_size) != bytes.size()) {
    return false;
  }
  char buffer[64 * 1024];
  while (!bytes.empty()) {
    const ssize_t size = ::read(file.number(), buffer, std::min(sizeof(buffer), bytes.size()));
    if (size <= 0 ||
        bytes.substr(0, static_cast<size_t>(size)) != absl::string_view(buffer, static_cast<size_t>(size))) {
      return false;
    }
    bytes.remove_prefix(static_cast<size_t>(size));
  }
  return true;
}

absl::Status SiteRoot::Remove(absl::string_view path) const {
  absl::StatusOr<Place> place = Find(path, /*make_directories=*/false);
  if (absl::IsNotFound(place.status())) return absl::OkStatus();
  RETURN_IF_ERROR(place.status());
  if (::unlinkat(place->directory.number(), place->name.c_str(), 0) != 0 && errno != ENOENT) {
    return ErrnoStatus(absl::StrCat("cannot delete ", path));
  }
  for (size_t end = path.rfind('/'); end != 0 && end != absl::string_view::npos;
       end = path.rfind('/', end - 1)) {
    absl::StatusOr<Place> above = Find(path.substr(0, end), /*make_directories=*/false);
    if (!above.ok() || ::unlinkat(above->directory.number(), above->name.c_str(), AT_REMOVEDIR) != 0) break;
  }
  return absl::OkStatus();
}

absl::Status SiteRoot::Sync() const {
  if (::syncfs(root_.number()) == 0) return absl::OkStatus();
  return ErrnoStatus("cannot bring the site to disk");
}

}  // namespace communique::render
