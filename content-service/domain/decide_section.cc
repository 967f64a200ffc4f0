#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decide_actions.h"
#include "content-service/domain/etag.h"
#include "content-service/domain/section_tree.h"
#include "content-service/domain/statement_rules.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// `section` with the fields that the action replaces.
void Replace(const UpdateSection& action, v1::Section& section) {
  const auto replaces = [&](absl::string_view field) {
    return action.update_mask.empty() ||
           std::find(action.update_mask.begin(), action.update_mask.end(), field) != action.update_mask.end();
  };
  if (replaces("parent")) section.set_parent(action.section.parent());
  if (replaces("titles")) *section.mutable_titles() = action.section.titles();
  if (replaces("display_order")) section.set_display_order(action.section.display_order());
}

absl::Status CheckUpdated(const v1::Section& section) {
  FieldViolations violations;
  CheckSection(section, "section", violations);
  return violations.ToStatus();
}

}  // namespace

absl::Status DecideAction(const CreateSection& action, const StateView& state, DecisionBuilder& decision) {
  const std::string name = SectionName(action.id);
  ASSIGN_OR_RETURN(const auto existing, state.FindSection(action.id));
  if (existing.has_value()) {
    return ErrorWithReason(absl::StatusCode::kAlreadyExists, "ID_TAKEN",
                           absl::StrCat(name, " is there already; choose another id"), {{"resource", name}});
  }
  stored::v1::SectionRow row;
  const std::string parent(IdOf(action.section.parent()));
  RETURN_IF_ERROR(PlaceSection(state, action.id, parent, row, decision));
  stored::v1::Body body;
  v1::Section& section = *body.mutable_section();
  section.set_name(name);
  section.set_parent(action.section.parent());
  *section.mutable_titles() = action.section.titles();
  section.set_display_order(action.section.display_order());
  *section.mutable_create_time() = decision.time();
  *row.mutable_body() = decision.Add(std::move(body));

  decision.TellSection(kEditors, action.id);
  decision.rows().sections[action.id] = std::move(row);
  decision.Touch({.resource = name});
  return absl::OkStatus();
}

absl::Status DecideAction(const UpdateSection& action, const StateView& state, DecisionBuilder& decision) {
  const std::string name = SectionName(action.id);
  ASSIGN_OR_RETURN(stored::v1::SectionRow row, GetSectionRow(state, action.id));
  RETURN_IF_ERROR(CheckEtag(action.etag, name, row.body().sequence(), "section.etag"));
  ASSIGN_OR_RETURN(stored::v1::Body body, state.ReadBody(row.body()));
  Replace(action, *body.mutable_section());
  RETURN_IF_ERROR(CheckUpdated(body.section()));
  const std::string parent(IdOf(body.section().parent()));
  if (parent != row.parent()) RETURN_IF_ERROR(PlaceSection(state, action.id, parent, row, decision));
  *row.mutable_body() = decision.Add(std::move(body));

  if (row.is_public()) {
    // Those that it was below stay public: they have been seen.
    RETURN_IF_ERROR(PublishSections(state, parent, decision));
    decision.AddFact(name);
  }
  decision.TellSection(row.is_public() ? kEverybody : kEditors, action.id);
  decision.rows().sections[action.id] = std::move(row);
  decision.Touch({.resource = name});
  return absl::OkStatus();
}

absl::Status DecideAction(const DeleteSection& action, const StateView& state, DecisionBuilder& decision) {
  const std::string name = SectionName(action.id);
  ASSIGN_OR_RETURN(const stored::v1::SectionRow before, GetSectionRow(state, action.id));
  RETURN_IF_ERROR(CheckEtag(action.etag, name, before.body().sequence()));
  RETURN_IF_ERROR(CheckSectionIsEmpty(state, action.id));
  decision.TellSectionRemoval(before.is_public() ? kEverybody : kEditors, action.id);
  if (before.is_public()) decision.AddFact(name).set_public_state(v1::PUBLIC_STATE_REMOVED);
  decision.rows().sections[action.id].set_deleted(true);
  decision.Touch({.resource = name});
  return absl::OkStatus();
}

}  // namespace communique::content
