#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_SNAPSHOT_TOKEN_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_SNAPSHOT_TOKEN_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique::content {

// How far a snapshot has been told, opaque to clients and the same after a restart. A value.
struct SnapshotToken {
  enum class Phase { kSections, kStatements, kPaths, kDone };

  std::string epoch;
  // The commit whose state is told, as the view numbers it.
  uint64_t number = 0;
  Phase phase = Phase::kSections;
  // Everything before this id or path in the phase's order has been told; empty at its beginning.
  std::string id;
  // How many changes of `id` itself.
  uint64_t told = 0;
};

// `fingerprint` names the view and filter that the token is good for.
std::string EncodeSnapshotToken(const SnapshotToken& token, absl::string_view fingerprint);

// INVALID_ARGUMENT, reason BAD_RESUME_TOKEN: nothing that EncodeSnapshotToken gave for this fingerprint.
absl::StatusOr<SnapshotToken> ParseSnapshotToken(absl::string_view text, absl::string_view fingerprint);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_SNAPSHOT_TOKEN_H_
