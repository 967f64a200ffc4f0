#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_HISTORY_COMPARISON_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_HISTORY_COMPARISON_H_

#include "absl/status/statusor.h"
#include "communique/content/v1/change_service.pb.h"
#include "communique/render/v1/render_service.pb.h"
#include "render-service/pipeline/content_client.h"
#include "render-service/storage/local_state.h"

namespace communique::render {

// Another history, as it was read to be held against the site.
struct ComparedHistory {
  v1::EpochChange change;
  // The first piece of its snapshot; empty where nothing in it is public. The token goes on with that very
  // snapshot, and in no other history.
  content::v1::SnapshotChunk first;
};

// Reads all that is public in the history that content-service has, and holds it against what the site was
// made from: what would change if that history were followed, erased texts that would be readable again
// above all. Changes nothing. Blocks; the errors of ContentClient::Watch and LocalState, and UNAVAILABLE
// where the state has not come to `followed` yet: to be tried again.
absl::StatusOr<ComparedHistory> CompareHistory(ContentClient& client, const LocalState& state,
                                               const Checkpoint& followed);

// Following the other history changes nothing that a reader sees: all that is told of it is the same.
bool IsSame(const v1::EpochChange& change);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_HISTORY_COMPARISON_H_
