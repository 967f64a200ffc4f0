#ifndef COMMUNIQUE_RENDER_SERVICE_SERVICE_OUTPUT_PAGE_H_
#define COMMUNIQUE_RENDER_SERVICE_SERVICE_OUTPUT_PAGE_H_

#include "absl/status/statusor.h"
#include "communique/render/v1/render_service.pb.h"
#include "render-service/storage/local_state.h"

namespace communique::render {

// One page of ListOutputs. INVALID_ARGUMENT: a bad field (reason BAD_FIELD), or a page token that is
// none or was given for other arguments (reason BAD_PAGE_TOKEN).
absl::StatusOr<v1::ListOutputsResponse> ListOutputPage(const v1::ListOutputsRequest& request,
                                                       const LocalState& state);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_SERVICE_OUTPUT_PAGE_H_
