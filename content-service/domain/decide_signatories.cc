#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decide_actions.h"
#include "content-service/domain/statement_rules.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// The row as it is stored and told: what the author gave, and what only the service may say.
v1::Signatory Signed(const v1::Signatory& given, const std::string& statement, int64_t number,
                     const DecisionBuilder& decision) {
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
  signatory.set_name(SignatoryName(statement, number));
  signatory.set_display_order(given.display_order());
  signatory.set_group_heading(given.group_heading());
  signatory.set_status(v1::SIGNATORY_STATUS_SIGNED);
  *signatory.mutable_sign_time() = decision.time();
  signatory.set_salt(DeriveSalt(decision.context().seed, absl::StrCat("signatory/", number)));
  signatory.set_digest(SignatoryDigest(signatory, signatory.salt()));
  return signatory;
}

absl::Status CheckRoom(const std::string& name, int64_t number) {
  if (number <= kMostSignatories) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kResourceExhausted, "TOO_MANY_SIGNATORIES",
                         absl::StrCat(name, " would have more than ", kMostSignatories,
                                      " signatories; publish the rest of the list as an attachment"),
                         {{"resource", name}});
}

}  // namespace

absl::Status DecideAction(const AddSignatories& action, const StateView& state, DecisionBuilder& decision) {
  const std::string& id = action.statement;
  const std::string name = StatementName(id);
  ASSIGN_OR_RETURN(const stored::v1::StatementRow before, GetStatementRow(state, id));
  const auto count = static_cast<int64_t>(action.signatories.size());
  RETURN_IF_ERROR(CheckRoom(name, before.last_signatory() + count));

  stored::v1::StatementRow row = before;
  // The digest is over all rows of the statement, so this grows with their number: 10,000 are 320 KB.
  ASSIGN_OR_RETURN(std::vector<std::string> digests, state.SignatoryDigests(id));
  for (const v1::Signatory& given : action.signatories) {
    row.set_last_signatory(row.last_signatory() + 1);
    stored::v1::Body body;
    *body.mutable_signatory() = Signed(given, id, row.last_signatory(), decision);
    digests.push_back(body.signatory().digest());
    stored::v1::SignatoryRow& signatory = decision.rows().signatories[{id, row.last_signatory()}];
    signatory.set_display_order(given.display_order());
    signatory.set_status(v1::SIGNATORY_STATUS_SIGNED);
    signatory.set_digest(body.signatory().digest());
    *signatory.mutable_body() = decision.Add(std::move(body));
  }
  row.set_sequence(decision.context().sequence);
  row.set_signatory_count(row.signatory_count() + static_cast<int32_t>(count));
  row.set_signatories_digest(SignatoriesDigest(digests));
  *row.mutable_update_time() = decision.time();

  const Audience audience = IsPublic(before) ? kEverybody : kEditors;
  if (audience.in_public) {
    row.set_content_digest(ContentDigest(LiveEdition(row)->text_digest(), row.signatories_digest()));
    v1::PublicFact& fact = decision.AddFact(name);
    fact.set_public_state(row.public_state());
    fact.set_signatories_digest(row.signatories_digest());
    fact.set_content_digest(row.content_digest());
  }
  SetStates(decision.TellStatement(audience, id, v1::CHANGE_REASON_SIGNATORIES), before, row);
  decision.TellSignatories(audience, id, before.last_signatory() + 1, count);
  decision.rows().statements[id] = std::move(row);
  decision.Touch(
      {.resource = name, .first_signatory = before.last_signatory() + 1, .signatory_count = count});
  return absl::OkStatus();
}

}  // namespace communique::content
