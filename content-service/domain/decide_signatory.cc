// Commands on one row of a statement's list.

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decide_actions.h"
#include "content-service/domain/etag.h"
#include "content-service/domain/signatory_list.h"
#include "content-service/domain/stored_statement.h"
#include "google/protobuf/util/message_differencer.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

struct PresentRow {
  stored::v1::StatementRow statement;
  v1::Signatory signatory;
};

// NOT_FOUND; ABORTED ETAG_MISMATCH where the caller has seen another version of the row; FAILED_PRECONDITION
// SIGNATORY_ERASED.
absl::StatusOr<PresentRow> GetPresent(const SeenSignatory& seen, const StateView& state) {
  PresentRow present;
  ASSIGN_OR_RETURN(present.statement, GetStatementRow(state, seen.statement));
  const std::string name = SignatoryName(seen.statement, seen.number);
  ASSIGN_OR_RETURN(const auto row, state.FindSignatory(seen.statement, seen.number));
  if (!row.has_value()) return NoSuchSignatory(seen.statement, seen.number);
  RETURN_IF_ERROR(CheckEtag(seen.etag, name, row->body().sequence()));
  ASSIGN_OR_RETURN(stored::v1::Body body, state.ReadBody(row->body()));
  present.signatory.Swap(body.mutable_signatory());
  if (present.signatory.erased()) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "SIGNATORY_ERASED",
                           absl::StrCat(name, " is erased; nothing of it is left to change"),
                           {{"resource", name}});
  }
  return present;
}

// `signatory` with what the mask names of `correction`.
v1::Signatory Corrected(const v1::Signatory& signatory, const CorrectSignatory& action) {
  const v1::Signatory& correction = action.correction;
  const auto is_named = [&](const char* field) {
    const auto& mask = action.update_mask;
    return mask.empty() || std::find(mask.begin(), mask.end(), field) != mask.end();
  };
  v1::Signatory corrected = signatory;
  if (correction.has_organisation() && is_named("organisation")) {
    *corrected.mutable_organisation() = correction.organisation();
  } else if (correction.has_person() && is_named("person")) {
    *corrected.mutable_person() = correction.person();
  } else if (correction.has_state() && is_named("state")) {
    *corrected.mutable_state() = correction.state();
  }
  if (is_named("display_order")) corrected.set_display_order(correction.display_order());
  if (is_named("group_heading")) corrected.set_group_heading(correction.group_heading());
  return corrected;
}

absl::Status WriteRow(const SeenSignatory& seen, const PresentRow& present, v1::Signatory next,
                      const std::string& reason, const StateView& state, DecisionBuilder& decision) {
  next.set_change_reason(reason);
  *next.mutable_change_time() = decision.time();
  SignatoryList list(state, seen.statement, present.statement, decision);
  RETURN_IF_ERROR(list.Put(seen.number, &present.signatory, std::move(next)));
  return list.Finish(seen.number, 1);
}

}  // namespace

absl::Status DecideAction(const WithdrawSignatory& action, const StateView& state,
                          DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(const PresentRow present, GetPresent(action.signatory, state));
  v1::Signatory next = present.signatory;
  if (next.status() == v1::SIGNATORY_STATUS_WITHDRAWN) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "SIGNATORY_WITHDRAWN",
                           absl::StrCat(next.name(), " is withdrawn already; nothing is left to do"),
                           {{"resource", next.name()}});
  }
  next.set_status(v1::SIGNATORY_STATUS_WITHDRAWN);
  return WriteRow(action.signatory, present, std::move(next), action.reason, state, decision);
}

absl::Status DecideAction(const CorrectSignatory& action, const StateView& state, DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(const PresentRow present, GetPresent(action.signatory, state));
  v1::Signatory next = Corrected(present.signatory, action);
  const bool signs_again = next.status() == v1::SIGNATORY_STATUS_WITHDRAWN;
  // A correction is public: one that tells readers of no difference would only make them look for it.
  if (!signs_again && google::protobuf::util::MessageDifferencer::Equals(next, present.signatory)) {
    return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "NOTHING_TO_CORRECT",
                           absl::StrCat(next.name(), " says this already; nothing was changed"),
                           {{"resource", next.name()}});
  }
  next.set_status(v1::SIGNATORY_STATUS_CORRECTED);
  return WriteRow(action.signatory, present, std::move(next), action.reason, state, decision);
}

}  // namespace communique::content
