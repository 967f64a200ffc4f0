#include <string>
#include <utility>

#include "content-service/domain/decide_actions.h"
#include "content-service/domain/draft_writing.h"
#include "content-service/domain/operation_check.h"
#include "content-service/domain/statement_rules.h"
#include "content-service/domain/stored_statement.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "serving/status_macros.h"
#include "statement/erasure.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// Copies one top-level field, present or not.
void ReplaceField(const google::protobuf::FieldDescriptor* field, const v1::Content& from,
                  v1::Content& into) {
  v1::Content only = from;
  std::vector<const google::protobuf::FieldDescriptor*> set;
  const google::protobuf::Reflection* reflection = only.GetReflection();
  reflection->ListFields(only, &set);
  for (const auto* other : set) {
    if (other != field) reflection->ClearField(&only, other);
  }
  reflection->ClearField(&into, field);
  into.MergeFrom(only);
}

// What the draft holds after the update: `base` with the fields of the mask replaced.
v1::Content MergedContent(const v1::Content& base, const UpdateStatement& action) {
  v1::Content merged = action.update_mask.empty() ? action.content : base;
  for (const std::string& name : action.update_mask) {
    ReplaceField(v1::Content::descriptor()->FindFieldByName(name), action.content, merged);
  }
  if (merged.slug().empty()) merged.set_slug(base.slug());
  return merged;
}

absl::Status CheckMerged(const v1::Content& content) {
  FieldViolations violations;
  CheckContent(content, "content", violations);
  return violations.ToStatus();
}

}  // namespace

absl::Status DecideAction(const UpdateStatement& action, const StateView& state, DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(const AllowedOperation allowed,
                   CheckOperation(Operation::kUpdate, {action.id, action.etag}, state));
  const stored::v1::StatementRow& before = allowed.before;
  v1::Content previous;
  if (const stored::v1::BodyRef* newest = NewestContentRef(before); newest != nullptr) {
    ASSIGN_OR_RETURN(previous, ReadContent(state, *newest));
  }

  v1::Content base = previous;
  if (!before.has_draft()) base.clear_change_note();
  stored::v1::Body body;
  v1::Content& content = *body.mutable_content();
  content = MergedContent(base, action);
  KeepErasedBlocks(previous, content);
  RETURN_IF_ERROR(CheckMerged(content));
  const auto* anchors = before.has_published_anchors() ? &before.published_anchors() : nullptr;
  ASSIGN_OR_RETURN(const auto siblings, Siblings(state, before.group(), action.id));
  RETURN_IF_ERROR(CompleteContent(state, {siblings, previous, anchors, "content"}, content));
  const std::string old_path = PathOf(previous, before.language());
  const std::string path = PathOf(content, before.language());
  const PathWanted wanted{before.has_draft() ? old_path : "", path, action.take_over_gone_path};
  RETURN_IF_ERROR(MovePathReservation(state, action.id, wanted, decision.rows()));

  const bool told_by_siblings = content.title() != previous.title() || path != old_path;
  stored::v1::StatementRow row = before;
  row.set_sequence(decision.context().sequence);
  row.set_draft_state(allowed.after.draft_state);
  row.set_revision(before.revision() + 1);
  *row.mutable_update_time() = decision.time();
  RETURN_IF_ERROR(WriteRevision(action.id, std::move(body), row, decision));

  stored::v1::StatementEffect& effect =
      decision.TellStatement(kEditors, action.id, v1::CHANGE_REASON_UPDATED);
  SetStates(effect, before, row);
  effect.set_revision(row.revision());
  if (told_by_siblings) TellSiblings(siblings, kEditors, decision);
  decision.rows().statements[action.id] = std::move(row);
  decision.Touch({.resource = StatementName(action.id)});
  return absl::OkStatus();
}

}  // namespace communique::content
