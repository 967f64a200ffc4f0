#ifndef COMMUNIQUE_RENDER_SERVICE_SERVICE_PREVIEW_FILES_H_
#define COMMUNIQUE_RENDER_SERVICE_SERVICE_PREVIEW_FILES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "render-service/storage/site_root.h"

namespace communique::render {

// The files of a site as the preview reads them: beneath its directory, never through a link, and
// nothing whose name begins with a dot. Thread-safe.
class PreviewFiles {
 public:
  explicit PreviewFiles(SiteRoot root) : root_(std::move(root)) {}

  // The bytes of a regular file. INVALID_ARGUMENT where `path` ("/en/press/statement.txt") can be none of
  // a site, NOT_FOUND or FAILED_PRECONDITION where there is no such file.
  absl::StatusOr<std::string> Read(absl::string_view path) const;

  // Whether there is a folder of this name, without a slash at its end.
  bool IsFolder(absl::string_view path) const;

 private:
  absl::StatusOr<FileHandle> Open(absl::string_view path, int flags) const;

  const SiteRoot root_;
};

// What a browser is told of a file, by the end of its name.
absl::string_view MediaTypeOf(absl::string_view path);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_SERVICE_PREVIEW_FILES_H_
