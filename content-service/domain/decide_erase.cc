#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decide_actions.h"
#include "content-service/domain/erased_bodies.h"
#include "content-service/domain/etag.h"
#include "content-service/domain/public_effects.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/erasure.h"
#include "statement/errors.h"
#include "statement/names.h"
#include "statement/party_key.h"

namespace communique::content {
namespace {

absl::Status NotThere(absl::string_view reason, absl::string_view what, absl::string_view advice) {
  return ErrorWithReason(absl::StatusCode::kNotFound, reason, absl::StrCat(what, "; ", advice),
                         {{"resource", std::string(what.substr(0, what.find(' ')))}});
}

absl::Status ErasedAlready(absl::string_view name) {
  return NotThere("ALREADY_ERASED", absl::StrCat(name, " is erased already"), "there is nothing left to do");
}

// What is destroyed, and whether the public has ever read it.
struct Target {
  stored::v1::ErasureEffect effect;
  bool was_public = false;
};

absl::StatusOr<Target> EraseRow(const Erase& action, const StateView& state, DecisionBuilder& decision) {
  const std::string name = SignatoryName(action.statement.id, action.signatory);
  ASSIGN_OR_RETURN(const auto versions, state.SignatoryVersions(action.statement.id, action.signatory));
  if (versions.empty()) {
    return NotThere("NO_SUCH_SIGNATORY", absl::StrCat(name, " is not there"), "list the signatories");
  }
  bool found_text = false;
  for (const stored::v1::SignatoryRow& version : versions) {
    ASSIGN_OR_RETURN(stored::v1::Body body, state.ReadBody(version.body()));
    if (body.redacted()) continue;
    found_text = true;
    // Whoever knows a name could still ask the index for it.
    const std::string party = PartyKey(action.statement.id, body.signatory());
    decision.rows().signatory_parties[{action.statement.id, party, action.signatory}] = false;
    EraseSignatory(*body.mutable_signatory());
    Redact(version.body(), std::move(body), decision);
  }
  if (!found_text) return ErasedAlready(name);
  Target target;
  target.effect.set_signatory(action.signatory);
  target.was_public = true;
  return target;
}

absl::Status CheckSchedule(const stored::v1::StatementRow& row, const stored::v1::BodyRef& content,
                           const std::string& name) {
  const bool is_scheduled =
      row.draft_state() == v1::DRAFT_STATE_SCHEDULED && KeyOf(row.draft().content()) == KeyOf(content);
  if (!is_scheduled) return absl::OkStatus();
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "SCHEDULED",
      absl::StrCat(name, " is scheduled to be published with this block; cancel the schedule first"),
      {{"resource", name}});
}

absl::StatusOr<Target> EraseAnchor(const Erase& action, const stored::v1::StatementRow& before,
                                   const StateView& state, DecisionBuilder& decision) {
  const std::string name = StatementName(action.statement.id);
  ASSIGN_OR_RETURN(const std::vector<Writing> writings, ListWritings(state, action.statement.id));
  Target target;
  bool was_there = false;
  bool found_text = false;
  for (const Writing& writing : writings) {
    ASSIGN_OR_RETURN(stored::v1::Body body, state.ReadBody(writing.content));
    was_there = was_there || HasBlock(body.content(), action.block_anchor);
    const std::set<std::string> anchors = EraseBlock(action.block_anchor, *body.mutable_content());
    if (anchors.empty()) continue;
    found_text = true;
    RETURN_IF_ERROR(CheckSchedule(before, writing.content, name));
    Redact(writing.content, std::move(body), decision);
    if (!writing.edition.has_value()) continue;
    target.was_public = true;
    ASSIGN_OR_RETURN(stored::v1::Body parts, state.ReadBody(writing.edition->parts()));
    EraseParts(anchors, *parts.mutable_digest_parts()->mutable_parts());
    Redact(writing.edition->parts(), std::move(parts), decision);
  }
  if (!was_there) {
    return NotThere("NO_SUCH_BLOCK",
                    absl::StrCat(name, " never had a block with the anchor \"", action.block_anchor, "\""),
                    "an anchor is what stands behind # in the address of the block");
  }
  if (!found_text) return ErasedAlready(absl::StrCat(name, "#", action.block_anchor));
  target.effect.set_block_anchor(action.block_anchor);
  return target;
}

absl::Status CheckIsNotInUse(const stored::v1::StatementRow& row, const Writing& writing,
                             const std::string& name) {
  const bool is_draft = row.has_draft() && row.draft().revision() == writing.revision;
  const bool is_live =
      IsPublic(row) && writing.edition.has_value() && writing.edition->number() == LiveEdition(row)->number();
  if (!is_draft && !is_live) return absl::OkStatus();
  return ErrorWithReason(
      absl::StatusCode::kFailedPrecondition, "REVISION_IN_USE",
      absl::StrCat(name, is_draft ? " is the draft; write another one or discard it first"
                                  : " is what the public reads; publish another one or remove the "
                                    "statement first"),
      {{"resource", name}});
}

absl::StatusOr<Target> EraseRevision(const Erase& action, const stored::v1::StatementRow& before,
                                     const StateView& state, DecisionBuilder& decision) {
  const std::string name = RevisionName(action.statement.id, action.revision);
  ASSIGN_OR_RETURN(const std::vector<Writing> writings, ListWritings(state, action.statement.id));
  const Writing* writing = nullptr;
  for (const Writing& other : writings) writing = other.revision == action.revision ? &other : writing;
  if (writing == nullptr) {
    return NotThere("NO_SUCH_REVISION", absl::StrCat(name, " is not there"), "list the revisions");
  }
  RETURN_IF_ERROR(CheckIsNotInUse(before, *writing, name));
  ASSIGN_OR_RETURN(const stored::v1::Body body, state.ReadBody(writing->content));
  if (IsErasedContent(body)) return ErasedAlready(name);
  RETURN_IF_ERROR(EraseFiles(state, action.statement.id, *writing, body.content(), decision));
  RETURN_IF_ERROR(
      ErasePath(state, action.statement.id, before.language(), *writing, writings, body.content(), decision));
  RETURN_IF_ERROR(EraseTitle(state, action.statement.id, *writing, writings, body.content(), decision));
  RETURN_IF_ERROR(EraseWriting(state, *writing, body, decision));
  Target target;
  target.effect.set_revision(action.revision);
  if (writing->edition.has_value()) target.effect.set_edition(writing->edition->number());
  target.was_public = writing->edition.has_value();
  return target;
}

}  // namespace

absl::Status DecideAction(const Erase& action, const StateView& state, DecisionBuilder& decision) {
  const std::string& id = action.statement.id;
  const std::string name = StatementName(id);
  ASSIGN_OR_RETURN(const stored::v1::StatementRow before, GetStatementRow(state, id));
  RETURN_IF_ERROR(CheckEtag(action.statement.etag, name, before.sequence()));
  Target target;
  if (action.signatory != 0) {
    ASSIGN_OR_RETURN(target, EraseRow(action, state, decision));
  } else if (action.revision != 0) {
    ASSIGN_OR_RETURN(target, EraseRevision(action, before, state, decision));
  } else {
    ASSIGN_OR_RETURN(target, EraseAnchor(action, before, state, decision));
  }
  target.effect.set_statement(id);

  stored::v1::StatementRow row = before;
  row.set_sequence(decision.context().sequence);
  *row.mutable_update_time() = decision.time();
  // Whoever follows the public stream has forgotten what is not public any longer.
  const Audience audience = target.was_public && IsPublic(before) ? kEverybody : kEditors;
  decision.TellErasure(audience, target.effect);
  SetStates(decision.TellStatement(audience, id, v1::CHANGE_REASON_ERASED), before, row);
  if (action.signatory != 0) decision.TellSignatories(audience, id, action.signatory, 1);
  if (audience.in_public) AddStatementFact(name, row, decision);
  decision.rows().statements[id] = std::move(row);
  decision.Touch({.resource = name});
  return absl::OkStatus();
}

}  // namespace communique::content
