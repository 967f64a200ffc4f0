#include "render-service/service/position_wait.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "serving/wait.h"
#include "statement/errors.h"

namespace communique::render {
namespace {

// Answers are cut well below what a client receives by default.
constexpr size_t kMostFailureBytes = size_t{3} << 20;

// How the wait ends, if it does now.
std::optional<absl::Status> EndOf(const Position& position, const RenderStatus& status) {
  const RenderStatus::Facts facts = status.Read();
  if (facts.epoch.empty()) return std::nullopt;
  if (facts.epoch != position.epoch) {
    return ErrorWithReason(
        absl::StatusCode::kFailedPrecondition, "EPOCH_CHANGED",
        "the position is of another history than the one that is rendered here; take one from the "
        "content-service that this renderer follows, or, where that was restored, look at GetStatus and "
        "accept its new epoch");
  }
  if (facts.complete.has_value() && *facts.complete >= position.public_position) return absl::OkStatus();
  return std::nullopt;
}

absl::Status NotRenderedYet(const RenderStatus& status) {
  const std::string error = status.Read().last_error;
  return ErrorWithReason(absl::StatusCode::kDeadlineExceeded, "NOT_RENDERED_YET",
                         absl::StrCat("not everything up to the position is rendered yet",
                                      error.empty() ? "" : absl::StrCat(" (", error, ")"),
                                      "; ask again, with a longer deadline where much is to be rendered"));
}

}  // namespace

absl::StatusOr<Position> PositionToWaitFor(absl::string_view text) {
  absl::StatusOr<Position> position = DecodePosition(text);
  if (position.ok()) return position;
  return ErrorWithReason(
      absl::StatusCode::kInvalidArgument, "BAD_POSITION",
      absl::StrCat("position: ", text.empty() ? "is required" : QuoteForMessage(text) + " is none",
                   "; give back, whole and unchanged, the position of an answer of content-service"));
}

void AwaitPosition(const Position& position, const grpc::CallbackServerContext& context, RenderStatus& status,
                   serving::Executor& executor, std::function<void(absl::Status)> done) {
  serving::Awaited completed{.end = [position, &status] { return EndOf(position, status); },
                             .late = [&status] { return NotRenderedYet(status); }};
  serving::Await(std::move(completed), serving::PatienceOf(context), status.waiters(), executor,
                 std::move(done));
}

absl::Status FillWaited(const v1::WaitForPositionRequest& request, const LocalState& state,
                        const RenderStatus& status, v1::WaitForPositionResponse& response) {
  const RenderStatus::Facts facts = status.Read();
  response.set_position(
      EncodePosition({.epoch = facts.epoch, .sequence = 0, .public_position = facts.complete.value_or(0)}));
  const std::set<std::string> wanted(request.statements().begin(), request.statements().end());
  ASSIGN_OR_RETURN(const std::vector<Failure> failures, state.ListFailures());
  for (const Failure& failure : failures) {
    if (!wanted.empty() && !wanted.contains(failure.failure.statement())) continue;
    if (response.ByteSizeLong() > kMostFailureBytes) break;
    *response.add_failures() = failure.failure;
  }
  return absl::OkStatus();
}

}  // namespace communique::render
