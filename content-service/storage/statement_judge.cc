#include "content-service/storage/statement_judge.h"

#include <algorithm>
#include <utility>

#include "content-service/domain/list_values.h"
#include "content-service/domain/messages.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/search_text.h"

namespace communique::content {
namespace {

// A section and all below it.
absl::StatusOr<std::set<std::string>> SectionAndAllBelow(const RocksStateView& state,
                                                         const std::string& root) {
  std::set<std::string> sections;
  std::vector<std::string> open = {root};
  while (!open.empty()) {
    const std::string id = std::move(open.back());
    open.pop_back();
    if (!sections.insert(id).second) continue;
    ASSIGN_OR_RETURN(const auto below, state.SectionsBelow(id));
    for (const auto& [child, row] : below) open.push_back(child);
  }
  return sections;
}

}  // namespace

absl::StatusOr<StatementJudge> StatementJudge::Make(const RocksStateView& state, v1::View view,
                                                    const StatementFilter& filter, ListBy order) {
  StatementJudge judge(state, view, filter, order);
  if (filter.and_below) {
    ASSIGN_OR_RETURN(judge.sections_, SectionAndAllBelow(state, filter.section));
  } else if (!filter.section.empty()) {
    judge.sections_ = {filter.section};
  }
  return judge;
}

bool StatementJudge::RowPasses(const stored::v1::StatementRow& row) const {
  return IsVisible(row, view_) && (filter_.language.empty() || row.language() == filter_.language) &&
         (!filter_.public_state.has_value() || row.public_state() == *filter_.public_state) &&
         (!filter_.draft_state.has_value() || row.draft_state() == *filter_.draft_state) &&
         (sections_.empty() || sections_.contains(SectionIn(row, view_)));
}

bool StatementJudge::ContentPasses(absl::string_view date, absl::string_view folded_title) const {
  if (date < filter_.first_date || (!filter_.last_date.empty() && date > filter_.last_date)) return false;
  return std::all_of(filter_.title_parts.begin(), filter_.title_parts.end(),
                     [&](const std::string& part) { return Matches(folded_title, part); });
}

absl::StatusOr<std::optional<FoundStatement>> StatementJudge::Judge(absl::string_view id) const {
  ASSIGN_OR_RETURN(std::optional<stored::v1::StatementRow> row, state_.FindStatement(id));
  if (!row.has_value() || !RowPasses(*row)) return std::nullopt;
  FoundStatement found;
  found.id = std::string(id);
  if (order_ == ListBy::kUpdateTime) found.value = TimeValue(row->update_time());
  const bool asks_date =
      !filter_.first_date.empty() || !filter_.last_date.empty() || order_ == ListBy::kPublishDate;
  const bool asks_title = !filter_.title_parts.empty() || order_ == ListBy::kTitle;
  if (asks_date || asks_title) {
    // A statement whose only draft was discarded has no content.
    v1::Content content;
    if (const stored::v1::BodyRef* ref = ListedContent(*row, view_); ref != nullptr) {
      ASSIGN_OR_RETURN(content, ReadContent(state_, *ref));
    }
    std::string date = PublishDate(*row, content);
    const std::string title = asks_title ? FoldForSearch(content.title()) : "";
    if (!ContentPasses(date, title)) return std::nullopt;
    if (order_ == ListBy::kPublishDate) found.value = std::move(date);
    if (order_ == ListBy::kTitle) found.value = TitleSortKey(title);
  }
  found.row = *std::move(row);
  return found;
}

}  // namespace communique::content
