#include "content-service/storage/statement_finder.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/damaged_page_token.h"
#include "content-service/domain/list_values.h"
#include "serving/status_macros.h"
#include "statement/search_text.h"

namespace communique::content {
namespace {

// Words that begin like the last one of a part of a title: more of them do not narrow the search.
constexpr size_t kMostWords = 200;

ListKey KeyOf(ListBy order) {
  switch (order) {
    case ListBy::kPublishDate:
      return ListKey::kPublishDate;
    case ListBy::kUpdateTime:
      return ListKey::kUpdate;
    case ListBy::kTitle:
      return ListKey::kTitle;
    case ListBy::kName:
      break;
  }
  return ListKey::kName;
}

std::string JoinPlace(absl::string_view value, absl::string_view id) {
  return absl::StrCat(value, absl::string_view("\0", 1), id);
}

absl::StatusOr<std::optional<ListPlace>> SplitPlace(absl::string_view text) {
  if (text.empty()) return std::nullopt;
  const size_t end = text.rfind('\0');
  if (end == absl::string_view::npos || end + 1 == text.size()) return DamagedPageToken();
  return ListPlace{std::string(text.substr(0, end)), std::string(text.substr(end + 1))};
}

}  // namespace

absl::StatusOr<std::unique_ptr<StatementFinder>> StatementFinder::Open(const Database& database,
                                                                       const RocksStateView& state,
                                                                       v1::View view,
                                                                       const StatementQuery& query) {
  ASSIGN_OR_RETURN(StatementJudge judge, StatementJudge::Make(state, view, query.filter, query.order.by));
  auto finder =
      std::unique_ptr<StatementFinder>(new StatementFinder(database, view, query, std::move(judge)));
  ASSIGN_OR_RETURN(finder->after_, SplitPlace(query.after));
  RETURN_IF_ERROR(finder->Start());
  return finder;
}

std::string StatementFinder::PlaceOf(const FoundStatement& found) { return JoinPlace(found.value, found.id); }

absl::Status StatementFinder::Start() {
  const StatementFilter& filter = query_.filter;
  const ListOrder& order = query_.order;
  ASSIGN_OR_RETURN(auto sources, Sources());
  if (!sources.empty()) {
    auto candidates = IntersectionOf(std::move(sources));
    if (order.by == ListBy::kName && !order.descending) {
      sought_ = std::move(candidates);
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const bool is_done, Gather(*candidates));
    if (is_done) return absl::OkStatus();
  } else if (order.by != ListBy::kPublishDate && !(filter.first_date.empty() && filter.last_date.empty())) {
    ASSIGN_OR_RETURN(const bool is_done, GatherByDate());
    if (is_done) return absl::OkStatus();
  }
  OrderWalk::Range range{"", "", order.descending};
  if (order.by == ListBy::kPublishDate) {
    range.first = filter.first_date;
    range.last = filter.last_date;
  }
  walk_.emplace(database_, view_, KeyOf(order.by), std::move(range));
  if (after_.has_value()) walk_->StartAfter(*after_);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::unique_ptr<Postings>>> StatementFinder::Sources() const {
  const StatementFilter& filter = query_.filter;
  std::vector<std::unique_ptr<Postings>> sources;
  const auto add = [&](ListKey key, absl::string_view value) {
    sources.push_back(OpenPostings(database_, view_, key, value));
  };
  for (const std::string& part : filter.title_parts) {
    const PartTerms terms = TermsOfPart(part);
    for (const std::string& term : terms.whole) add(ListKey::kWord, term);
    for (const std::string& beginning : terms.beginnings) {
      ASSIGN_OR_RETURN(const auto words, ValuesWith(database_, view_, ListKey::kWord, beginning, kMostWords));
      if (!words.has_value()) continue;
      std::vector<std::unique_ptr<Postings>> any;
      for (const std::string& word : *words) {
        any.push_back(OpenPostings(database_, view_, ListKey::kWord, word));
      }
      sources.push_back(UnionOf(std::move(any)));
    }
  }
  if (!judge_.sections().empty()) {
    std::vector<std::unique_ptr<Postings>> any;
    for (const std::string& section : judge_.sections()) {
      any.push_back(OpenPostings(database_, view_, ListKey::kSection, section));
    }
    sources.push_back(UnionOf(std::move(any)));
  }
  if (filter.public_state.has_value()) add(ListKey::kPublicState, StateWord(*filter.public_state));
  if (filter.draft_state.has_value()) add(ListKey::kDraftState, StateWord(*filter.draft_state));
  if (!filter.language.empty()) add(ListKey::kLanguage, filter.language);
  return sources;
}

absl::StatusOr<bool> StatementFinder::Gather(Postings& candidates) {
  std::vector<FoundStatement> found;
  size_t seen = 0;
  for (std::string from;;) {
    ASSIGN_OR_RETURN(const auto id, candidates.Seek(from));
    if (!id.has_value()) break;
    if (++seen > kMostGathered) return false;
    ASSIGN_OR_RETURN(auto statement, judge_.Judge(*id));
    if (statement.has_value()) found.push_back(*std::move(statement));
    from = absl::StrCat(*id, absl::string_view("\0", 1));
  }
  Arrange(std::move(found));
  return true;
}

absl::StatusOr<bool> StatementFinder::GatherByDate() {
  OrderWalk days(database_, view_, ListKey::kPublishDate,
                 {query_.filter.first_date, query_.filter.last_date, false});
  std::set<std::string> seen;
  std::vector<FoundStatement> found;
  while (true) {
    ASSIGN_OR_RETURN(const auto place, days.Next());
    if (!place.has_value()) break;
    if (!seen.insert(place->statement).second) continue;
    if (seen.size() > kMostGathered) return false;
    ASSIGN_OR_RETURN(auto statement, judge_.Judge(place->statement));
    if (statement.has_value()) found.push_back(*std::move(statement));
  }
  Arrange(std::move(found));
  return true;
}

void StatementFinder::Arrange(std::vector<FoundStatement> found) {
  const auto place = [](const FoundStatement& one) { return std::tie(one.value, one.id); };
  const bool descending = query_.order.descending;
  std::sort(found.begin(), found.end(), [&](const FoundStatement& a, const FoundStatement& b) {
    return descending ? place(b) < place(a) : place(a) < place(b);
  });
  gathered_.emplace();
  for (FoundStatement& one : found) {
    const bool is_behind =
        !after_.has_value() || (descending ? place(one) < std::tie(after_->value, after_->statement)
                                           : std::tie(after_->value, after_->statement) < place(one));
    if (is_behind) gathered_->push_back(std::move(one));
  }
}

absl::StatusOr<std::optional<FoundStatement>> StatementFinder::Next() {
  if (sought_ != nullptr) return NextSought();
  if (walk_.has_value()) return NextWalked();
  if (gathered_->empty()) return std::nullopt;
  FoundStatement next = std::move(gathered_->front());
  gathered_->pop_front();
  return next;
}

absl::StatusOr<std::optional<FoundStatement>> StatementFinder::NextSought() {
  while (true) {
    const std::string from =
        after_.has_value() ? absl::StrCat(after_->statement, absl::string_view("\0", 1)) : "";
    ASSIGN_OR_RETURN(const auto id, sought_->Seek(from));
    if (!id.has_value()) return std::nullopt;
    if (IsTired()) {
      rest_ = JoinPlace("", after_->statement);
      return std::nullopt;
    }
    after_ = ListPlace{"", *id};
    ASSIGN_OR_RETURN(auto found, judge_.Judge(*id));
    if (found.has_value()) return found;
  }
}

absl::StatusOr<std::optional<FoundStatement>> StatementFinder::NextWalked() {
  while (true) {
    ASSIGN_OR_RETURN(auto place, walk_->Next());
    if (!place.has_value()) return std::nullopt;
    if (IsTired()) {
      rest_ = JoinPlace(after_->value, after_->statement);
      return std::nullopt;
    }
    ASSIGN_OR_RETURN(auto found, judge_.Judge(place->statement));
    // Each value that a statement ever had leads to it; its present one counts.
    const bool is_here = found.has_value() && found->value == place->value;
    after_ = *std::move(place);
    if (is_here) return found;
  }
}

}  // namespace communique::content
