#ifndef COMMUNIQUE_RENDER_SERVICE_SERVICE_POSITION_WAIT_H_
#define COMMUNIQUE_RENDER_SERVICE_SERVICE_POSITION_WAIT_H_

#include <grpcpp/server_context.h>

#include <functional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/render/v1/render_service.pb.h"
#include "render-service/pipeline/render_status.h"
#include "render-service/storage/local_state.h"
#include "serving/executor.h"
#include "statement/position.h"

namespace communique::render {

// The position of a request; unlike elsewhere it may not be left out. INVALID_ARGUMENT, reason BAD_POSITION.
absl::StatusOr<Position> PositionToWaitFor(absl::string_view text);

// Waits until the renderer has completed a position, and then calls `done` exactly once: OK;
// FAILED_PRECONDITION, reason EPOCH_CHANGED, for a position of another history; DEADLINE_EXCEEDED, reason
// NOT_RENDERED_YET; CANCELLED where the client went away; UNAVAILABLE when the server stops. To be called
// on the executor; `done` runs there too. The references outlive the wait.
void AwaitPosition(const Position& position, const grpc::CallbackServerContext& context, RenderStatus& status,
                   serving::Executor& executor, std::function<void(absl::Status)> done);

// The answer once a position is reached: how far it is, and what failed up to there.
absl::Status FillWaited(const v1::WaitForPositionRequest& request, const LocalState& state,
                        const RenderStatus& status, v1::WaitForPositionResponse& response);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_SERVICE_POSITION_WAIT_H_
