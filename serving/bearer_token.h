#ifndef COMMUNIQUE_SERVING_BEARER_TOKEN_H_
#define COMMUNIQUE_SERVING_BEARER_TOKEN_H_

#include <memory>
#include <string>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "serving/watched_file.h"

namespace communique::serving {

// The token that a service shows to another, in a file that holds it alone. Thread-safe.
class BearerToken {
 public:
  // NOT_FOUND where the file cannot be read, INVALID_ARGUMENT where it holds no token alone; neither
  // quotes it.
  static absl::StatusOr<std::unique_ptr<BearerToken>> Open(std::string path);

  // As the file has it, at most a second ago. Where it holds none any more, the one before.
  std::string Get() const;

 private:
  explicit BearerToken(std::string path) : file_(std::move(path)) {}
  absl::Status Load() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  mutable WatchedFile file_ ABSL_GUARDED_BY(mutex_);
  mutable std::string token_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_BEARER_TOKEN_H_
