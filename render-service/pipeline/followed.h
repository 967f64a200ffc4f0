#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_FOLLOWED_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_FOLLOWED_H_

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "communique/content/v1/change.pb.h"

namespace communique::render {

// What the change stream said, as whole pieces in order. Values.

// A snapshot begins from its start: whatever a broken one left is to be forgotten.
struct SnapshotStarted {};

struct SnapshotPart {
  std::vector<content::v1::Change> changes;
  std::string resume_token;
};

// The state of the parts is that of this position.
struct SnapshotComplete {
  std::string epoch;
  uint64_t number = 0;
};

// All changes of one commit.
struct FollowedCommit {
  uint64_t number = 0;
  std::vector<content::v1::Change> changes;
};

using Followed = std::variant<SnapshotStarted, SnapshotPart, SnapshotComplete, FollowedCommit>;

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_FOLLOWED_H_
