#include "tests/fault/filtered_state.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/fault/erasures.h"

namespace communique::testing {
namespace {

// An erased edition has its section in its address alone, "/{language}/{section id}/{slug}/".
std::string SectionOf(const content::v1::Edition& edition) {
  if (!edition.erased()) return edition.content().section();
  const std::vector<std::string> parts = absl::StrSplit(edition.path(), '/');
  return parts.size() > 2 ? absl::StrCat("sections/", parts[2]) : "";
}

}  // namespace

FilteredState::FilteredState(content::v1::View view, const content::v1::ChangeFilter& filter)
    : view_(view), filter_(filter) {}

void FilteredState::Apply(const content::v1::Change& change) {
  fold_.Apply(change);
  if (change.has_statement()) {
    const content::v1::Statement& statement = change.statement().statement();
    statements_[statement.name()] = statement;
  }
  if (change.has_path()) owners_[change.path().path()] = change.path().owner();
}

bool FilteredState::Tells(content::v1::ChangeKind kind) const {
  const auto& kinds = filter_.kinds();
  return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool FilteredState::Selects(const std::string& name) const {
  const auto found = statements_.find(name);
  if (found == statements_.end()) return false;
  const content::v1::Statement& statement = found->second;
  const auto has = [](const auto& list, const std::string& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
  };
  const bool by_draft = view_ == content::v1::VIEW_EDITORIAL && statement.has_draft();
  const std::string section = by_draft ? statement.draft().content().section() : SectionOf(statement.live());
  return has(filter_.languages(), statement.language()) && has(filter_.sections(), section);
}

std::map<std::string, std::string> FilteredState::State() const {
  std::map<std::string, std::string> all = fold_.State();
  std::erase_if(all, [this](const auto& entry) {
    const std::string& name = entry.first;
    if (absl::StartsWith(name, "sections/")) return !Tells(content::v1::CHANGE_KIND_SECTION);
    if (absl::StartsWith(name, "/")) {
      return !Tells(content::v1::CHANGE_KIND_PATH) || !Selects(owners_.at(name));
    }
    const bool is_signatory = absl::StrContains(name, "/signatories/");
    const auto kind = is_signatory ? content::v1::CHANGE_KIND_SIGNATORY : content::v1::CHANGE_KIND_STATEMENT;
    return !Tells(kind) || !Selects(StatementOf(name));
  });
  return all;
}

}  // namespace communique::testing
