#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decide_actions.h"
#include "content-service/domain/operation_check.h"
#include "content-service/domain/public_effects.h"
#include "content-service/domain/public_paths.h"
#include "content-service/domain/schedules.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// Counted over one another, since every publication of the one they lead to looks after all their addresses.
constexpr size_t kMostRedirectedFrom = 1000;

struct Step {
  std::string name;
  stored::v1::StatementRow before;
  // `before` in its new states, of this commit.
  stored::v1::StatementRow row;
};

// Takes a statement from one public state to the next, out of a schedule where the operation asks for it.
absl::StatusOr<Step> Begin(const SeenStatement& seen, Operation operation, const StateView& state,
                           DecisionBuilder& decision) {
  Step step;
  step.name = StatementName(seen.id);
  ASSIGN_OR_RETURN(AllowedOperation allowed, CheckOperation(operation, seen, state));
  const States states = allowed.after;
  step.before = std::move(allowed.before);
  step.row = step.before;
  step.row.set_sequence(decision.context().sequence);
  *step.row.mutable_update_time() = decision.time();
  if (states.draft_state != step.before.draft_state()) {
    RETURN_IF_ERROR(EndSchedule(state, step.before.draft().schedule(), v1::CHANGE_REASON_SCHEDULE_CANCELLED,
                                seen.id, decision));
    LeaveSchedule(step.row);
  }
  step.row.set_public_state(states.public_state);
  return step;
}

void Tell(const std::string& id, const Step& step, v1::ChangeReason reason, DecisionBuilder& decision) {
  // Of what is removed already, the public is told by its addresses alone.
  const bool seen_by_public = IsPublic(step.before) || IsPublic(step.row);
  SetStates(decision.TellStatement(seen_by_public ? kEverybody : kEditors, id, reason), step.before,
            step.row);
  if (seen_by_public) AddStatementFact(step.name, step.row, decision);
}

absl::Status Finish(const std::string& id, Step step, DecisionBuilder& decision) {
  decision.rows().statements[id] = std::move(step.row);
  decision.Touch({.resource = std::move(step.name)});
  return absl::OkStatus();
}

stored::v1::BodyRef AddNotice(v1::StateNotice notice, DecisionBuilder& decision) {
  *notice.mutable_time() = decision.time();
  stored::v1::Body body;
  *body.mutable_notice() = std::move(notice);
  return decision.Add(std::move(body));
}

absl::Status NotARedirectTarget(const std::string& target) {
  FieldViolations violations;
  violations.Add("redirect_statement",
                 absl::StrCat(StatementName(target),
                              " is not public, or is the one to be removed; name one that readers can see"));
  return violations.ToStatus();
}

// Makes the addresses of `row` lead to another statement from now on.
absl::Status RedirectTo(const std::string& target_id, const std::string& id, const StateView& state,
                        stored::v1::StatementRow& row, DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(const auto target, state.FindStatement(target_id));
  if (!target.has_value() || target_id == id || !IsPublic(*target)) return NotARedirectTarget(target_id);
  stored::v1::StatementRow& row_of_target = RowToChange(target_id, *target, decision);
  ASSIGN_OR_RETURN(std::set<std::string> redirected, RedirectedTo(state, row_of_target));
  ASSIGN_OR_RETURN(std::set<std::string> with_it, RedirectedTo(state, row));
  redirected.merge(with_it);
  redirected.insert(id);
  if (redirected.size() > kMostRedirectedFrom) {
    return ErrorWithReason(
        absl::StatusCode::kResourceExhausted, "TOO_MANY_REDIRECTS",
        absl::StrCat("more than ", kMostRedirectedFrom, " removed statements would lead to ",
                     StatementName(target_id), ", also over one another; give its address as redirect_uri"),
        {{"resource", StatementName(target_id)}});
  }
  row_of_target.add_redirected_from(id);
  row.set_redirect_statement(target_id);
  return absl::OkStatus();
}

// An erased edition has nothing that the public could read.
absl::Status CheckIsThere(const StateView& state, const stored::v1::EditionRow& edition,
                          const std::string& name) {
  ASSIGN_OR_RETURN(const stored::v1::Body body, state.ReadBody(edition.edition()));
  if (!body.redacted()) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "LAST_EDITION_ERASED",
                         absl::StrCat("the last edition of ", name,
                                      " is erased; write and publish a new one instead of restoring it"),
                         {{"resource", name}});
}

// What the addresses of a statement that is being removed answer.
absl::StatusOr<PathAnswer> AnswerOf(const RemoveStatement& action, const StateView& state) {
  PathAnswer answer;
  if (!action.redirect_statement.empty()) {
    ASSIGN_OR_RETURN(answer.elsewhere, RedirectTarget(state, action.redirect_statement));
  } else if (!action.redirect_uri.empty()) {
    answer.elsewhere.set_redirect(action.redirect_uri);
  } else {
    answer.elsewhere.set_gone(action.gone);
  }
  return answer;
}

}  // namespace

absl::Status DecideAction(const WithdrawStatement& action, const StateView& state,
                          DecisionBuilder& decision) {
  const std::string& id = action.statement.id;
  ASSIGN_OR_RETURN(Step step, Begin(action.statement, Operation::kWithdraw, state, decision));
  v1::StateNotice notice;
  notice.set_reason(action.reason);
  *step.row.mutable_notice() = AddNotice(std::move(notice), decision);
  Tell(id, step, v1::CHANGE_REASON_WITHDRAWN, decision);
  return Finish(id, std::move(step), decision);
}

absl::Status DecideAction(const RestoreStatement& action, const StateView& state, DecisionBuilder& decision) {
  const std::string& id = action.statement.id;
  ASSIGN_OR_RETURN(Step step, Begin(action.statement, Operation::kRestore, state, decision));
  const bool was_removed = !IsPublic(step.before);
  const stored::v1::EditionRow& last = *LiveEdition(step.before);
  RETURN_IF_ERROR(CheckIsThere(state, last, step.name));
  RETURN_IF_ERROR(ClearNotice(state, id, step.row, decision));
  // Signatories may have come while it was removed.
  step.row.set_content_digest(ContentDigest(last.text_digest(), step.row.signatories_digest()));
  Tell(id, step, v1::CHANGE_REASON_RESTORED, decision);
  if (was_removed) {
    if (step.row.last_signatory() > 0) decision.TellSignatories(kThePublic, id, 1, step.row.last_signatory());
    RETURN_IF_ERROR(TellPublicSiblings(state, id, step.row, decision));
    ASSIGN_OR_RETURN(const v1::Content content, ReadContent(state, last.content()));
    RETURN_IF_ERROR(
        SettlePaths(state, id, step.before, {PathOf(content, step.row.language()), {}}, decision));
    RETURN_IF_ERROR(SetFilesPublic(content, id, true, decision));
  }
  return Finish(id, std::move(step), decision);
}

absl::Status DecideAction(const RemoveStatement& action, const StateView& state, DecisionBuilder& decision) {
  const std::string& id = action.statement.id;
  ASSIGN_OR_RETURN(Step step, Begin(action.statement, Operation::kRemove, state, decision));
  RETURN_IF_ERROR(ClearNotice(state, id, step.row, decision));
  v1::StateNotice notice;
  notice.set_reason(action.gone);
  notice.set_redirect_uri(action.redirect_uri);
  if (!action.redirect_statement.empty()) {
    notice.set_redirect_statement(StatementName(action.redirect_statement));
    RETURN_IF_ERROR(RedirectTo(action.redirect_statement, id, state, step.row, decision));
  }
  *step.row.mutable_notice() = AddNotice(std::move(notice), decision);
  Tell(id, step, v1::CHANGE_REASON_REMOVED, decision);
  if (IsPublic(step.before)) {
    RETURN_IF_ERROR(TellPublicSiblings(state, id, step.row, decision));
    ASSIGN_OR_RETURN(const v1::Content content, ReadContent(state, LiveEdition(step.before)->content()));
    RETURN_IF_ERROR(SetFilesPublic(content, id, false, decision));
  }
  ASSIGN_OR_RETURN(const PathAnswer answer, AnswerOf(action, state));
  RETURN_IF_ERROR(SettlePaths(state, id, step.before, answer, decision));
  // Who signed a removed statement is hidden, its digest as well.
  const bool only_addresses_change = !IsPublic(step.before) && !decision.rows().paths.empty();
  if (only_addresses_change) decision.AddFact(step.name).set_public_state(step.row.public_state());
  return Finish(id, std::move(step), decision);
}

}  // namespace communique::content
