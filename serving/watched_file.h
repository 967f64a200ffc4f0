#ifndef COMMUNIQUE_SERVING_WATCHED_FILE_H_
#define COMMUNIQUE_SERVING_WATCHED_FILE_H_

#include <sys/types.h>

#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace communique::serving {

// A small file that is written anew, or has another put in its place, while the process runs: as
// Kubernetes does with mounted Secrets. Thread-compatible.
class WatchedFile {
 public:
  explicit WatchedFile(std::string path) : path_(std::move(path)) {}

  const std::string& path() const { return path_; }

  // What is in it. NOT_FOUND where it cannot be read.
  absl::StatusOr<std::string> Read();

  // Whether it is another than Read saw. Looks once a second at most, and says no in between.
  bool HasChanged();

 private:
  // Changes when the file is written or another is put in its place.
  using Version = std::tuple<ino_t, time_t, long, off_t>;

  std::optional<Version> VersionOnDisk() const;

  const std::string path_;
  std::optional<Version> version_;
  absl::Time next_look_ = absl::InfinitePast();
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_WATCHED_FILE_H_
