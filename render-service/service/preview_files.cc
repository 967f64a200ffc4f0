#include "render-service/service/preview_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

constexpr absl::string_view kAnyBytes = "application/octet-stream";

constexpr std::array<std::pair<absl::string_view, absl::string_view>, 20> kTypes = {{
    {".atom", "application/atom+xml"},
    {".css", "text/css; charset=utf-8"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".gif", "image/gif"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/vnd.microsoft.icon"},
    {".jpeg", "image/jpeg"},
    {".jpg", "image/jpeg"},
    {".json", "application/json"},
    {".odp", "application/vnd.oasis.opendocument.presentation"},
    {".ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {".odt", "application/vnd.oasis.opendocument.text"},
    {".pdf", "application/pdf"},
    {".png", "image/png"},
    {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".webp", "image/webp"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".xml", "application/xml"},
}};

}  // namespace

absl::string_view MediaTypeOf(absl::string_view path) {
  const auto* const found = std::find_if(kTypes.begin(), kTypes.end(), [path](const auto& type) {
    return absl::EndsWithIgnoreCase(path, type.first);
  });
  return found == kTypes.end() ? kAnyBytes : found->second;
}

absl::StatusOr<FileHandle> PreviewFiles::Open(absl::string_view path, int flags) const {
  // The folder of the renderer's own is the one hidden thing that the root itself would find.
  if (absl::StrContains(path, "/.")) {
    return absl::InvalidArgumentError("what begins with a dot is no part of the site");
  }
  ASSIGN_OR_RETURN(const SiteRoot::Place place, root_.Find(path, /*make_directories=*/false));
  FileHandle file(::openat(place.directory.number(), place.name.c_str(),
                           flags | O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file.is_open()) return ErrnoStatus(absl::StrCat("cannot open ", path));
  return file;
}

absl::StatusOr<std::string> PreviewFiles::Read(absl::string_view path) const {
  ASSIGN_OR_RETURN(const FileHandle file, Open(path, 0));
  struct stat facts;
  if (::fstat(file.number(), &facts) != 0) return ErrnoStatus(absl::StrCat("cannot read ", path));
  if (!S_ISREG(facts.st_mode)) return absl::NotFoundError(absl::StrCat(path, " is no file"));
  std::string bytes(static_cast<size_t>(facts.st_size), '\0');
  size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = ::read(file.number(), bytes.data() + done, bytes.size() - done);
    if (got < 0) return ErrnoStatus(absl::StrCat("cannot read ", path));
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  bytes.resize(done);
  return bytes;
}

bool PreviewFiles::IsFolder(absl::string_view path) const { return Open(path, O_DIRECTORY).ok(); }

}  // namespace communique::render
