#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_HISTORY_COMPARISON_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_HISTORY_COMPARISON_H_

#include "absl/status/statusor.h"
#include "communique/render/v1/render_service.pb.h"
#include "render-service/pipeline/content_client.h"
#include "render-service/storage/local_state.h"

namespace communique::render {

// Reads all that is public in the history that content-service has, and holds it against what the site was
// made from: what would change if that history were followed, erased texts that would be readable again
// above all. Changes nothing. Blocks; the errors of
// ContentClient::Watch and LocalState.
absl::StatusOr<v1::EpochChange> CompareHistory(ContentClient& client, const LocalState& state);

// Following the other history changes nothing that a reader sees: all that is told of it is the same.
bool IsSame(const v1::EpochChange& change);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_HISTORY_COMPARISON_H_
