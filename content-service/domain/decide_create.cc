#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decide_actions.h"
#include "content-service/domain/draft_writing.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// For a title of which nothing can be kept. An id may end with a hyphen, a slug may not.
std::string SlugFromId(absl::string_view id) {
  return absl::StrCat("s-", id.substr(0, id.find_last_not_of('-') + 1));
}

absl::Status CheckIsNew(const StateView& state, const std::string& id) {
  ASSIGN_OR_RETURN(const auto existing, state.FindStatement(id));
  if (!existing.has_value()) return absl::OkStatus();
  return ErrorWithReason(
      absl::StatusCode::kAlreadyExists, "ID_TAKEN",
      absl::StrCat(StatementName(id), " is there already; choose another id, or update it"),
      {{"resource", StatementName(id)}});
}

absl::Status CheckLanguageIsFree(const std::map<std::string, stored::v1::GroupRow>& versions,
                                 const std::string& group, const std::string& language) {
  const auto version = versions.find(language);
  if (version == versions.end()) return absl::OkStatus();
  const std::string holder = StatementName(version->second.statement());
  return ErrorWithReason(
      absl::StatusCode::kAlreadyExists, "LANGUAGE_TAKEN",
      absl::StrCat("the group \"", group, "\" has a version in \"", language, "\" already, ", holder,
                   "; update that, or name another group or language"),
      {{"resource", holder}});
}

stored::v1::StatementRow NewRow(const DecisionBuilder& decision, std::string group, std::string language) {
  stored::v1::StatementRow row;
  row.set_sequence(decision.context().sequence);
  row.set_group(std::move(group));
  row.set_language(std::move(language));
  row.set_public_state(v1::PUBLIC_STATE_NEVER);
  row.set_draft_state(v1::DRAFT_STATE_DRAFT);
  row.set_revision(1);
  row.set_signatories_digest(SignatoriesDigest({}));
  *row.mutable_create_time() = decision.time();
  *row.mutable_update_time() = decision.time();
  return row;
}

}  // namespace

absl::Status DecideAction(CreateStatement& action, const StateView& state, DecisionBuilder& decision) {
  // An id that is given here nobody can have: there is nothing to look for.
  const std::string id = action.id.empty() ? decision.NewId("statement") : action.id;
  if (!action.id.empty()) RETURN_IF_ERROR(CheckIsNew(state, id));
  const std::string group = action.group.empty() ? decision.NewId("group") : action.group;
  std::map<std::string, stored::v1::GroupRow> versions;
  if (!action.group.empty()) {
    ASSIGN_OR_RETURN(versions, state.FindGroup(group));
    RETURN_IF_ERROR(CheckLanguageIsFree(versions, group, action.language));
  }
  ASSIGN_OR_RETURN(const auto siblings, StatementsOf(state, versions));

  stored::v1::Body body;
  v1::Content& content = *body.mutable_content();
  content = std::move(action.content);
  if (content.slug().empty()) content.set_slug(SlugFromId(id));
  RETURN_IF_ERROR(CompleteContent(state, {siblings, {}, nullptr, "statement.draft.content"}, content));
  const PathWanted wanted{"", PathOf(content, action.language), action.take_over_gone_path};
  RETURN_IF_ERROR(MovePathReservation(state, id, wanted, decision.rows()));

  stored::v1::StatementRow row = NewRow(decision, group, action.language);
  RETURN_IF_ERROR(WriteRevision(id, std::move(body), row, decision));

  stored::v1::StatementEffect& effect = decision.TellStatement(kEditors, id, v1::CHANGE_REASON_CREATED);
  SetStates(effect, {}, row);
  effect.set_revision(1);
  TellSiblings(siblings, kEditors, decision);

  decision.rows().new_statements.insert(id);
  if (versions.empty()) decision.rows().new_groups.insert(group);
  stored::v1::GroupRow& version = decision.rows().groups[{group, action.language}];
  version.set_statement(id);
  version.set_sequence(decision.context().sequence);
  decision.rows().statements[id] = std::move(row);
  decision.Touch({.resource = StatementName(id)});
  return absl::OkStatus();
}

}  // namespace communique::content
