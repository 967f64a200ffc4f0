#ifndef COMMUNIQUE_CONTENT_SERVICE_COMMIT_OUTCOME_H_
#define COMMUNIQUE_CONTENT_SERVICE_COMMIT_OUTCOME_H_

#include <cstdint>

#include "content-service/domain/decide.h"

namespace communique::content {

// What a sweep deleted.
struct Swept {
  int64_t files = 0;
  int64_t bytes = 0;
  int64_t requests = 0;
};

// How a command ended that is done.
struct CommitOutcome {
  // The commit that did it, and how many commits up to there had a public effect. Of validate_only: the
  // head that it was judged against. Of upkeep: the head that it is durable with.
  uint64_t sequence = 0;
  uint64_t public_position = 0;
  // What to read, at `sequence`, for the answer. Nothing of it is stored after validate_only.
  Touched touched;
  // Done by an earlier call with the same request_id.
  bool replayed = false;
  Swept swept = {};
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_COMMIT_OUTCOME_H_
