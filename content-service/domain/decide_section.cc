#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/decide_actions.h"
#include "content-service/domain/statement_rules.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

absl::Status BadParent(const std::string& description) {
  FieldViolations violations;
  violations.Add("section.parent", description);
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
  row.set_depth(1);
  if (!action.section.parent().empty()) {
    ASSIGN_OR_RETURN(const std::string parent_id, ParseSectionName(action.section.parent()));
    ASSIGN_OR_RETURN(const auto parent, state.FindSection(parent_id));
    if (!parent.has_value())
      return BadParent(absl::StrCat("there is no ", action.section.parent(), "; create it first"));
    if (parent->depth() >= kDeepestSection) {
      return BadParent(absl::StrCat("would make the tree deeper than ", kDeepestSection, " levels"));
    }
    row.set_parent(parent_id);
    row.set_depth(parent->depth() + 1);
  }
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

}  // namespace communique::content
