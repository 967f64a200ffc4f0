#include "content-service/service/position_gate.h"

#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "serving/wait.h"
#include "statement/errors.h"
#include "statement/position.h"

namespace communique::content {

void PositionGate::Await(const std::string& min_position, v1::View view,
                         const grpc::CallbackServerContext& context, Then then) const {
  if (min_position.empty()) return then(absl::OkStatus());
  absl::StatusOr<Position> position = DecodePosition(min_position);
  if (!position.ok()) return then(position.status());
  if (view != v1::VIEW_EDITORIAL) position->sequence = 0;
  serving::Awaited read_position{
      .end = [store = &store_, position = *std::move(position)]() -> std::optional<absl::Status> {
        absl::Status reached = store->SequenceOf(position).status();
        if (ReasonOf(reached) == "POSITION_AHEAD") return std::nullopt;
        return reached;
      },
      .late =
          [] {
            return absl::DeadlineExceededError(
                "min_position was not reached before the deadline of the call");
          }};
  serving::Await(std::move(read_position), serving::PatienceOf(context), commits_, executor_,
                 std::move(then));
}

}  // namespace communique::content
