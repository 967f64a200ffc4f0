#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_WORK_LIST_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_WORK_LIST_H_

#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "communique/render/v1/render_service.pb.h"
#include "render-service/domain/output_key.h"
#include "render-service/domain/site_outline.h"
#include "render-service/storage/local_state.h"
#include "render-service/storage/state_batch.h"

namespace communique::render {

// What is asked for, as work in the state. The functions read the state and write into batches.

// Why work is there: 0 in both where no position waits for it.
struct Causes {
  uint64_t first = 0;
  uint64_t last = 0;
};

// Adds to the batch that the outputs are to be rendered, or dropped, besides what is asked of them
// already.
absl::Status AskFor(const std::set<OutputKey>& outputs, bool drop, Causes causes, const LocalState& state,
                    StateBatch& batch);

// Marks the work of a batch that takes these statements down: on their own outputs, on the texts of their
// siblings, and on all else that may speak of them. Files that are made anew for them are no part of it.
// What drops a file is marked in any case: the text may stay public, with another file in its place.
void MarkTakedowns(const std::set<std::string>& statements, const std::set<std::string>& siblings,
                   StateBatch& batch);

using WantsType = std::function<bool(OutputType)>;

// Every output of the site whose type is wanted.
absl::StatusOr<std::set<OutputKey>> AllOutputs(const WantsType& wants, const LocalState& state,
                                               const SiteOutline& outline);

// What a person asked to have rendered. A statement that is not public has nothing.
absl::StatusOr<std::set<OutputKey>> OutputsOfRequest(const v1::StartRenderRequest& request,
                                                     const LocalState& state, const SiteOutline& outline);

// What failed and is not asked for anew already.
struct FailedOutputs {
  std::set<OutputKey> renders;
  // Their files could not be deleted.
  std::set<OutputKey> drops;
};
absl::StatusOr<FailedOutputs> ListFailed(const LocalState& state);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_WORK_LIST_H_
