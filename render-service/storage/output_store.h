#ifndef COMMUNIQUE_RENDER_SERVICE_STORAGE_OUTPUT_STORE_H_
#define COMMUNIQUE_RENDER_SERVICE_STORAGE_OUTPUT_STORE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace communique::render {

// A file of the site, as it is to be.
struct SiteFile {
  // "/en/press/a-title/index.html", from site_layout.h.
  std::string path;
  std::string bytes;
};

// What happens to the site in one go.
struct SiteBatch {
  // They become visible in this order.
  std::vector<SiteFile> files;
  // After all files; one that is not there is no error.
  std::vector<std::string> deletions;
};

// What Apply did.
struct AppliedSite {
  // Paths that got other bytes.
  std::vector<std::string> written;
  // Paths that could not be written or deleted, each for a reason of its own place, such as a directory
  // where the file should go. All the rest was done.
  std::map<std::string, absl::Status> refused;
};

// Where the files of a site lie. One writer: calls come from one thread.
class OutputStore {
 public:
  virtual ~OutputStore() = default;

  // Each file is replaced as a whole: a reader sees the old bytes or the new ones. Durable on return.
  // Stopped anywhere, or ended by an error, some of the batch may be visible; the same batch again
  // ends in the same site. Files that have these bytes already are not touched. Every error has a reason:
  // DISK_FULL, SITE_NOT_WRITABLE or SITE_FAILED stop the batch; PATH_BLOCKED, PATH_NOT_WRITABLE,
  // PATH_TOO_LONG or BAD_PATH are of one path and told in `refused`.
  virtual absl::StatusOr<AppliedSite> Apply(const SiteBatch& batch) = 0;

  // Whether there is no file at all.
  virtual absl::StatusOr<bool> IsEmpty() = 0;

  // Every file of the site, sorted.
  virtual absl::StatusOr<std::vector<std::string>> List() = 0;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_STORAGE_OUTPUT_STORE_H_
