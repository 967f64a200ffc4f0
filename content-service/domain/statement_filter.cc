#include "content-service/domain/statement_filter.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "content-service/domain/filter_terms.h"
#include "content-service/domain/list_values.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/language.h"
#include "statement/names.h"
#include "statement/search_text.h"

namespace communique::content {
namespace {

constexpr int kMostTitleParts = 10;

bool IsDigits(absl::string_view text, size_t count) {
  return text.size() == count && text.find_first_not_of("0123456789") == absl::string_view::npos;
}

// The days that "2024", "2024-05" or "2024-05-17" stands for.
struct Days {
  std::string first;
  std::string last;
};
absl::StatusOr<Days> ParseDays(const FilterTerm& term) {
  const std::vector<absl::string_view> parts = absl::StrSplit(term.value, '-');
  bool is_date = parts.size() <= 3 && IsDigits(parts[0], 4);
  for (size_t i = 1; i < parts.size(); ++i) is_date = is_date && IsDigits(parts[i], 2);
  if (!is_date) {
    return BadFilter(term.at, absl::StrCat(QuoteForMessage(term.value),
                                           " is no date; write 2024, 2024-05 or \"2024-05-17\""));
  }
  static constexpr absl::string_view kLowest = "0000-00-00";
  static constexpr absl::string_view kHighest = "9999-99-99";
  const size_t given = term.value.size();
  return Days{absl::StrCat(term.value, kLowest.substr(given)),
              absl::StrCat(term.value, kHighest.substr(given))};
}

// Sorts behind the day before this one, and before this one.
std::string Before(std::string day) {
  --day.back();
  return day + "~";
}

void Narrow(std::string first, std::string last, StatementFilter& filter) {
  if (first > filter.first_date) filter.first_date = std::move(first);
  if (!last.empty() && (filter.last_date.empty() || last < filter.last_date)) {
    filter.last_date = std::move(last);
  }
}

class Reader {
 public:
  explicit Reader(v1::View view) : view_(view) {}

  absl::Status Read(const FilterTerm& term) {
    if (term.field == "publish_date") return ReadDate(term);
    if (term.field == "title") return ReadTitle(term);
    const bool is_section = term.field == "section";
    if (term.operation != "=" && !(is_section && term.operation == ":")) {
      return BadFilter(term.at, absl::StrCat(QuoteForMessage(term.field), " can only be compared by =",
                                             is_section ? ", or by : for the sections below too" : ""));
    }
    if (!given_.insert(term.field).second) {
      return BadFilter(term.at, absl::StrCat(term.field, " is given twice; ask once for each value"));
    }
    if (term.field == "state") return ReadState(term);
    if (term.field == "draft_state") return ReadDraftState(term);
    if (term.field == "language") return ReadLanguage(term);
    if (is_section) return ReadSection(term);
    return BadFilter(term.at, absl::StrCat(QuoteForMessage(term.field),
                                           " cannot be asked for; fields are state, draft_state, section, "
                                           "language, publish_date and title"));
  }

  StatementFilter Take() { return std::move(filter_); }

 private:
  absl::Status ReadState(const FilterTerm& term) {
    for (const v1::PublicState state : {v1::PUBLIC_STATE_NEVER, v1::PUBLIC_STATE_LIVE,
                                        v1::PUBLIC_STATE_WITHDRAWN, v1::PUBLIC_STATE_REMOVED}) {
      if (StateWord(state) != term.value) continue;
      filter_.public_state = state;
      return absl::OkStatus();
    }
    return BadFilter(term.at, "state is never, live, withdrawn or removed");
  }

  absl::Status ReadDraftState(const FilterTerm& term) {
    if (view_ != v1::VIEW_EDITORIAL) {
      return BadFilter(term.at, "draft_state can be asked for in VIEW_EDITORIAL alone");
    }
    for (const v1::DraftState state :
         {v1::DRAFT_STATE_NONE, v1::DRAFT_STATE_DRAFT, v1::DRAFT_STATE_SCHEDULED}) {
      if (StateWord(state) != term.value) continue;
      filter_.draft_state = state;
      return absl::OkStatus();
    }
    return BadFilter(term.at, "draft_state is none, draft or scheduled");
  }

  absl::Status ReadLanguage(const FilterTerm& term) {
    absl::StatusOr<std::string> language = CanonicalLanguage(term.value);
    if (!language.ok()) return BadFilter(term.at, std::string(language.status().message()));
    filter_.language = *std::move(language);
    return absl::OkStatus();
  }

  absl::Status ReadSection(const FilterTerm& term) {
    absl::StatusOr<std::string> id = ParseSectionName(term.value);
    if (!id.ok()) return BadFilter(term.at, std::string(id.status().message()));
    filter_.section = *std::move(id);
    filter_.and_below = term.operation == ":";
    return absl::OkStatus();
  }

  absl::Status ReadDate(const FilterTerm& term) {
    ASSIGN_OR_RETURN(Days days, ParseDays(term));
    if (term.operation == "=") {
      Narrow(std::move(days.first), std::move(days.last), filter_);
    } else if (term.operation == ">=") {
      Narrow(std::move(days.first), "", filter_);
    } else if (term.operation == "<=") {
      Narrow("", std::move(days.last), filter_);
    } else if (term.operation == ">") {
      // Sorts behind that day and before the next.
      Narrow(absl::StrCat(days.last, "+"), "", filter_);
    } else if (term.operation == "<") {
      if (days.first == "0000-00-00") return BadFilter(term.at, "there is no day before the year 0");
      Narrow("", Before(std::move(days.first)), filter_);
    } else {
      return BadFilter(term.at, "publish_date is compared by =, <, <=, > or >=");
    }
    return absl::OkStatus();
  }

  absl::Status ReadTitle(const FilterTerm& term) {
    if (term.operation != ":") {
      return BadFilter(term.at, "title is compared by : alone, which asks for a part of it");
    }
    if (filter_.title_parts.size() == kMostTitleParts) {
      return BadFilter(term.at, absl::StrCat("title is asked for more than ", kMostTitleParts, " times"));
    }
    std::string part = FoldForSearch(term.value);
    if (SearchTerms(part).empty()) return BadFilter(term.at, "title is to have a letter or a digit");
    filter_.title_parts.push_back(std::move(part));
    return absl::OkStatus();
  }

  const v1::View view_;
  std::set<std::string> given_;
  StatementFilter filter_;
};

absl::Status BadOrder(absl::string_view description) {
  FieldViolations violations;
  violations.Add("order_by", description);
  return violations.ToStatus();
}

}  // namespace

absl::StatusOr<StatementFilter> ParseStatementFilter(absl::string_view text, v1::View view) {
  ASSIGN_OR_RETURN(const std::vector<FilterTerm> terms, SplitFilter(text));
  Reader reader(view);
  for (const FilterTerm& term : terms) RETURN_IF_ERROR(reader.Read(term));
  return reader.Take();
}

absl::StatusOr<ListOrder> ParseListOrder(absl::string_view text, v1::View view) {
  if (text.size() > kLongestFilter) return BadOrder("is too long");
  const std::vector<std::string> words = absl::StrSplit(text, ' ', absl::SkipEmpty());
  ListOrder order;
  if (words.empty()) return order;
  if (words[0] == "publish_date") {
    order.by = ListBy::kPublishDate;
  } else if (words[0] == "update_time") {
    order.by = ListBy::kUpdateTime;
  } else if (words[0] == "title") {
    order.by = ListBy::kTitle;
  } else if (words[0] != "name") {
    return BadOrder(
        "is name, publish_date, update_time or title, with \" desc\" behind it for the other way");
  }
  if (order.by == ListBy::kUpdateTime && view != v1::VIEW_EDITORIAL) {
    return BadOrder("update_time is of VIEW_EDITORIAL alone; the public order is publish_date");
  }
  order.descending = words.size() > 1 && words[1] == "desc";
  const bool is_known = words.size() == 1 || (words.size() == 2 && (words[1] == "desc" || words[1] == "asc"));
  if (!is_known) return BadOrder("has one field, and \"asc\" or \"desc\" behind it");
  return order;
}

}  // namespace communique::content
