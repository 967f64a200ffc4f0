#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STATEMENT_FILTER_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STATEMENT_FILTER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/statement.pb.h"
#include "communique/content/v1/view.pb.h"

namespace communique::content {

// Which statements a list is to have: all that is set must hold. A value.
struct StatementFilter {
  std::optional<v1::PublicState> public_state;
  std::optional<v1::DraftState> draft_state;
  // Id; empty for all. By the live content in PUBLIC, the newest content in EDITORIAL.
  std::string section;
  // The sections below it too.
  bool and_below = false;
  // Canonical; empty for all.
  std::string language;
  // Days as PublishDate of list_values.h writes them, both included; empty for no bound.
  std::string first_date;
  std::string last_date;
  // Parts of the title, folded (statement/search_text.h).
  std::vector<std::string> title_parts;
};

// Reads the filter of ListStatements, a part of the language of AIP-160 (https://google.aip.dev/160):
// comparisons joined by AND. INVALID_ARGUMENT, a violation of "filter", says at which byte what was expected,
// and what can be asked for. Pure.
absl::StatusOr<StatementFilter> ParseStatementFilter(absl::string_view text, v1::View view);

enum class ListBy { kName, kPublishDate, kUpdateTime, kTitle };

struct ListOrder {
  ListBy by = ListBy::kName;
  bool descending = false;
};

// Reads `order_by` (https://google.aip.dev/132). INVALID_ARGUMENT, a violation of "order_by".
absl::StatusOr<ListOrder> ParseListOrder(absl::string_view text, v1::View view);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STATEMENT_FILTER_H_
