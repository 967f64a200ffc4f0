#include "content-service/service/read_calls.h"

#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/position.h"

namespace communique::content {

absl::StatusOr<ReadCalls::StateToRead> ReadCalls::FindState(const std::string& at_position,
                                                            v1::View view) const {
  if (at_position.empty()) {
    const ChainEnd head = store_.Head();
    return StateToRead{{.view = view, .sequence = head.sequence},
                       PositionFor(view, store_.Epoch(), head.sequence, head.public_position)};
  }
  ASSIGN_OR_RETURN(Position position, DecodePosition(at_position));
  if (view != v1::VIEW_EDITORIAL) position.sequence = 0;
  const absl::StatusOr<uint64_t> sequence = store_.SequenceOf(position);
  if (ReasonOf(sequence.status()) == "POSITION_AHEAD") {
    return ErrorWithReason(absl::StatusCode::kOutOfRange, "POSITION_AHEAD",
                           "at_position is not reached yet; give it as min_position too, to wait for it");
  }
  RETURN_IF_ERROR(sequence.status());
  StateToRead state{{.view = view, .sequence = *sequence, .past = true}, ""};
  ASSIGN_OR_RETURN(state.position, store_.PositionAt(view, *sequence));
  return state;
}

}  // namespace communique::content
