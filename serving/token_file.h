#ifndef COMMUNIQUE_SERVING_TOKEN_FILE_H_
#define COMMUNIQUE_SERVING_TOKEN_FILE_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "serving/logging.h"
#include "serving/roles.h"
#include "serving/watched_file.h"

namespace communique::serving {

// Who calls: from the token, or "local" with all roles where there is no token file.
struct Caller {
  Role role = Role::kAnyone;
  // Kept in every record that the caller makes.
  std::string actor;
};

struct TokenEntry {
  std::string token_sha256;
  Caller caller;
};

// Whether it can be a token: 16 to 512 visible ASCII characters.
bool IsToken(absl::string_view text);
// Whether it can be an actor: 1 to 100 of [A-Za-z0-9._@-].
bool IsActor(absl::string_view text);

// "token role actor" a line; empty lines and those that begin with '#' are skipped.
// INVALID_ARGUMENT names the line, never the token.
absl::StatusOr<std::vector<TokenEntry>> ParseTokens(absl::string_view text);

// The tokens of a file, read again when it changes. Thread-safe.
class TokenFile {
 public:
  // NOT_FOUND or INVALID_ARGUMENT where it cannot be read. `log` outlives it.
  static absl::StatusOr<std::unique_ptr<TokenFile>> Open(std::string path, const Log& log);

  // Compares hashes, all of them, in constant time. The file is looked at once a second at most; one
  // that has become unreadable is logged and the tokens before it stay.
  std::optional<Caller> Find(absl::string_view token) const;

 private:
  TokenFile(std::string path, const Log& log) : log_(log), file_(std::move(path)) {}
  absl::Status Load() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ReloadWhereChanged() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Log& log_;
  mutable absl::Mutex mutex_;
  mutable WatchedFile file_ ABSL_GUARDED_BY(mutex_);
  mutable std::vector<TokenEntry> entries_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_TOKEN_FILE_H_
