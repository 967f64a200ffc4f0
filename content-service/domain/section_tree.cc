#include "content-service/domain/section_tree.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/statement_rules.h"
#include "content-service/domain/store_damaged.h"
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

absl::Status TooDeep(const std::string& id) {
  return BadParent(absl::StrCat("would take ", SectionName(id), " deeper than ", kDeepestSection,
                                " levels; choose one ", "further up"));
}

absl::Status NotEmpty(const std::string& id, const std::string& why) {
  const std::string name = SectionName(id);
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, "SECTION_NOT_EMPTY",
                         absl::StrCat(name, " cannot be deleted: ", why), {{"resource", name}});
}

absl::Status CheckIsNotBelow(const StateView& state, const std::string& id, const std::string& parent) {
  for (std::string above = parent; !above.empty();) {
    if (above == id) return BadParent("is the section itself, or below it; name one outside of it");
    ASSIGN_OR_RETURN(auto row, GetSectionRow(state, above));
    above = std::move(*row.mutable_parent());
  }
  return absl::OkStatus();
}

// Gives everything below `id`, which is at `depth`, its new depth.
absl::Status MoveWhatIsBelow(const StateView& state, const std::string& id, int depth,
                             DecisionBuilder& decision) {
  std::vector<std::pair<std::string, int>> waiting = {{id, depth}};
  while (!waiting.empty()) {
    const auto [above, depth_above] = std::move(waiting.back());
    waiting.pop_back();
    ASSIGN_OR_RETURN(const auto sections, state.SectionsBelow(above));
    for (const auto& [below, row] : sections) {
      if (depth_above >= kDeepestSection) return TooDeep(below);
      stored::v1::SectionRow& moved = decision.rows().sections[below] = row;
      moved.set_depth(depth_above + 1);
      waiting.emplace_back(below, depth_above + 1);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status NoSuchSection(absl::string_view id) {
  return ErrorWithReason(
      absl::StatusCode::kNotFound, "NO_SUCH_SECTION",
      absl::StrCat("there is no section ", SectionName(id), "; check the name, or list the sections"),
      {{"resource", SectionName(id)}});
}

absl::StatusOr<stored::v1::SectionRow> GetSectionRow(const StateView& state, absl::string_view id) {
  ASSIGN_OR_RETURN(std::optional<stored::v1::SectionRow> row, state.FindSection(id));
  if (!row.has_value()) return NoSuchSection(id);
  return *std::move(row);
}

absl::Status PlaceSection(const StateView& state, const std::string& id, const std::string& parent,
                          stored::v1::SectionRow& row, DecisionBuilder& decision) {
  int depth = 1;
  if (!parent.empty()) {
    ASSIGN_OR_RETURN(const auto above, state.FindSection(parent));
    if (!above.has_value())
      return BadParent(absl::StrCat("there is no ", SectionName(parent), "; create it first"));
    RETURN_IF_ERROR(CheckIsNotBelow(state, id, parent));
    depth = above->depth() + 1;
    if (depth > kDeepestSection) return TooDeep(id);
  }
  const bool had_depth = row.depth() != 0;
  const bool moves = had_depth && row.depth() != depth;
  row.set_parent(parent);
  row.set_depth(depth);
  if (!moves) return absl::OkStatus();
  return MoveWhatIsBelow(state, id, depth, decision);
}

absl::Status CheckSectionIsEmpty(const StateView& state, const std::string& id) {
  ASSIGN_OR_RETURN(const bool was_filed_in, state.WasFiledIn(id));
  if (was_filed_in) {
    return NotEmpty(id, "a statement is or was filed in it, whose addresses and history name it");
  }
  ASSIGN_OR_RETURN(const auto below, state.SectionsBelow(id));
  if (below.empty()) return absl::OkStatus();
  return NotEmpty(id,
                  absl::StrCat(SectionName(below.begin()->first), " is below it; move or delete that first"));
}

absl::Status PublishSections(const StateView& state, const std::string& section, DecisionBuilder& decision) {
  std::vector<std::pair<std::string, stored::v1::SectionRow>> hidden;
  for (std::string id = section; !id.empty();) {
    ASSIGN_OR_RETURN(auto row, state.FindSection(id));
    if (!row.has_value()) {
      return StoreDamaged(absl::StrCat("the row of ", SectionName(id), " is missing"));
    }
    if (row->is_public()) break;
    std::string parent = row->parent();
    row->set_is_public(true);
    hidden.emplace_back(std::move(id), *std::move(row));
    id = std::move(parent);
  }
  for (auto entry = hidden.rbegin(); entry != hidden.rend(); ++entry) {
    decision.TellSection(kThePublic, entry->first);
    decision.AddFact(SectionName(entry->first));
    decision.rows().sections[entry->first] = entry->second;
  }
  return absl::OkStatus();
}

}  // namespace communique::content
