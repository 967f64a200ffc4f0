#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_APPLY_CHANGES_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_APPLY_CHANGES_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "communique/content/v1/change.pb.h"
#include "render-service/domain/plan.h"
#include "render-service/domain/site_outline.h"
#include "render-service/storage/local_state.h"
#include "render-service/storage/state_batch.h"

namespace communique::render {

// What changes do to the state.
struct AppliedChanges {
  SiteDelta delta;
  SiteOutline outline;
  // Names of the statements of which the site shows what must be seen no more.
  std::set<std::string> taken_down;
  // Of the other language versions of these, whose texts name them.
  std::set<std::string> siblings;
  // The new state, to be committed.
  StateBatch batch;
};

// Applies changes, in order, to the state as it is; writes nothing. `outline` is that of the state.
absl::StatusOr<AppliedChanges> ApplyChanges(const std::vector<content::v1::Change>& changes,
                                            const LocalState& state, const SiteOutline& outline);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_APPLY_CHANGES_H_
