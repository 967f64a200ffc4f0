#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_CHANGE_FOLLOWER_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_CHANGE_FOLLOWER_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "communique/content/v1/change_service.pb.h"
#include "render-service/pipeline/content_client.h"
#include "render-service/pipeline/epoch_switch.h"
#include "render-service/pipeline/history_comparison.h"
#include "render-service/pipeline/inbox.h"
#include "render-service/pipeline/render_status.h"
#include "render-service/storage/state_batch.h"

namespace communique::render {

// Follows what is public from a checkpoint on and fills the inbox: a snapshot first where there is
// none, then every commit, whole and in order. Reconnects for ever, from the last whole piece on. When
// the history is another than the site's it keeps trying, pushes nothing, and says so in the status, until
// `epochs` lets it take a snapshot of that one; never without.
//
// Run is called by one thread and returns once the inbox is closed and the client stopped. The
// references outlive it.
class ChangeFollower {
 public:
  struct Backoff {
    absl::Duration first = absl::Milliseconds(100);
    absl::Duration longest = absl::Seconds(10);
  };

  ChangeFollower(ContentClient& client, const Checkpoint& from, Inbox& inbox, RenderStatus& status)
      : ChangeFollower(client, from, inbox, status, Backoff()) {}
  ChangeFollower(ContentClient& client, const Checkpoint& from, Inbox& inbox, RenderStatus& status,
                 Backoff backoff, EpochSwitch* epochs = nullptr);

  void Run();

 private:
  absl::Status FollowOnce();
  // Whether another history is to be followed from now on.
  bool TurnToOtherHistory();
  // With the first message of a stream: only now is forgotten what was followed before.
  absl::Status Begin(const content::v1::WatchResponse& first);
  absl::Status BeginOtherHistory(const content::v1::WatchResponse& first);
  // The snapshot that was begun cannot be ended: nothing of it may be kept, and nothing is followed without
  // another review.
  void GiveUpOtherHistory();
  // Until the next attempt, the end, or an answer to what waits to be accepted.
  void Pause(absl::Duration wait) const;
  content::v1::WatchRequest NextRequest() const;
  // False to end the call; then error_ says why, or the inbox is closed.
  bool Receive(content::v1::WatchResponse message);
  absl::Status ReceiveSnapshotEnd(const content::v1::SnapshotEnd& end);
  absl::Status ReceiveChangeSet(content::v1::ChangeSet& change_set);
  // False where the inbox is closed.
  bool Push(Followed followed);

  ContentClient& client_;
  Inbox& inbox_;
  RenderStatus& status_;
  const Backoff backoff_;
  EpochSwitch* const epochs_;
  // May be followed, and has not come to the end of its snapshot.
  std::optional<ComparedHistory> other_;
  bool other_begun_ = false;
  bool needs_review_ = false;
  // Of the last whole piece that was pushed.
  std::string epoch_;
  uint64_t number_ = 0;
  std::string snapshot_token_;
  // Fragments of the commit that is coming.
  FollowedCommit coming_;
  bool received_any_ = false;
  absl::Status error_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_CHANGE_FOLLOWER_H_
