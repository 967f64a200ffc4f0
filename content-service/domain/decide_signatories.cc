#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decide_actions.h"
#include "content-service/domain/signatory_list.h"
#include "content-service/domain/statement_rules.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// What the author gave, and what only the service may say.
v1::Signatory Signed(const v1::Signatory& given, const DecisionBuilder& decision) {
  v1::Signatory signatory;
  switch (given.party_case()) {
    case v1::Signatory::kOrganisation:
      *signatory.mutable_organisation() = given.organisation();
      break;
    case v1::Signatory::kPerson:
      *signatory.mutable_person() = given.person();
      break;
    case v1::Signatory::kState:
      *signatory.mutable_state() = given.state();
      break;
    case v1::Signatory::PARTY_NOT_SET:
      break;
  }
  signatory.set_display_order(given.display_order());
  signatory.set_group_heading(given.group_heading());
  signatory.set_status(v1::SIGNATORY_STATUS_SIGNED);
  *signatory.mutable_sign_time() = decision.time();
  return signatory;
}

absl::Status CheckRoom(const std::string& name, int64_t number) {
  if (number <= kMostSignatories) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kResourceExhausted, "TOO_MANY_SIGNATORIES",
                         absl::StrCat(name, " would have more than ", kMostSignatories,
                                      " signatories; publish the rest of the list as an attachment"),
                         {{"resource", name}});
}

absl::Status CheckOpen(const stored::v1::StatementRow& row, const std::string& name) {
  if (IsOpenForSignature(row)) return absl::OkStatus();
  const std::string why = row.public_state() == v1::PUBLIC_STATE_LIVE        ? "is not open for signature"
                          : row.public_state() == v1::PUBLIC_STATE_WITHDRAWN ? "is withdrawn"
                                                                             : "is removed";
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "SIGNING_CLOSED",
      absl::StrCat(name, " ", why,
                   "; publish an edition whose signature_call is open, or set although_closed to add them "
                   "all the same"),
      {{"resource", name}});
}

}  // namespace

absl::Status DecideAction(const AddSignatories& action, const StateView& state, DecisionBuilder& decision) {
  const std::string name = StatementName(action.statement);
  ASSIGN_OR_RETURN(const stored::v1::StatementRow before, GetStatementRow(state, action.statement));
  if (!action.although_closed) RETURN_IF_ERROR(CheckOpen(before, name));
  const auto count = static_cast<int64_t>(action.signatories.size());
  RETURN_IF_ERROR(CheckRoom(name, before.last_signatory() + count));

  SignatoryList list(state, action.statement, before, decision);
  const int64_t first = list.next_number();
  for (const v1::Signatory& given : action.signatories) {
    RETURN_IF_ERROR(list.Put(list.next_number(), nullptr, Signed(given, decision)));
  }
  return list.Finish(first, count);
}

}  // namespace communique::content
