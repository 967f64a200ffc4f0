#include "content-service/domain/compare_signatories.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "content-service/domain/messages.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

// A row that is another one; it may be in one of the states alone.
struct RowPair {
  std::optional<stored::v1::SignatoryRow> before;
  std::optional<stored::v1::SignatoryRow> after;

  int64_t display_order() const {
    return after.has_value() ? after->display_order() : before->display_order();
  }
};

// By number. Rows that have the same digest say the same, also those of which nothing but it is left.
absl::StatusOr<std::vector<RowPair>> OtherRows(const StateView& from, const StateView& to,
                                               absl::string_view statement) {
  ASSIGN_OR_RETURN(const stored::v1::StatementRow before, GetStatementRow(from, statement));
  ASSIGN_OR_RETURN(const stored::v1::StatementRow after, GetStatementRow(to, statement));
  std::vector<RowPair> rows;
  if (before.signatories_digest() == after.signatories_digest()) return rows;
  const int64_t last = std::max(before.last_signatory(), after.last_signatory());
  for (int64_t number = 1; number <= last; ++number) {
    RowPair row;
    ASSIGN_OR_RETURN(row.before, from.FindSignatory(statement, number));
    ASSIGN_OR_RETURN(row.after, to.FindSignatory(statement, number));
    if (!row.before.has_value() && !row.after.has_value()) continue;
    if (row.before.has_value() && row.after.has_value() && row.before->digest() == row.after->digest()) {
      continue;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

absl::StatusOr<v1::SignatoryDifference> DifferenceOf(const StateView& from, const StateView& to,
                                                     const RowPair& row, v1::View view) {
  v1::SignatoryDifference difference;
  if (row.before.has_value()) {
    ASSIGN_OR_RETURN(*difference.mutable_before(), SignatoryMessage(from, *row.before, view));
  }
  if (row.after.has_value()) {
    ASSIGN_OR_RETURN(*difference.mutable_after(), SignatoryMessage(to, *row.after, view));
  }
  if (!row.before.has_value()) {
    difference.set_kind(v1::DIFFERENCE_KIND_ADDED);
  } else if (!row.after.has_value()) {
    difference.set_kind(v1::DIFFERENCE_KIND_REMOVED);
  } else if (difference.before().erased() || difference.after().erased()) {
    difference.set_kind(v1::DIFFERENCE_KIND_ERASED);
  } else {
    difference.set_kind(v1::DIFFERENCE_KIND_CHANGED);
  }
  return difference;
}

}  // namespace

absl::Status CompareSignatories(const StateView& from, const StateView& to, absl::string_view statement,
                                v1::View view, size_t byte_limit, v1::Comparison& comparison) {
  ASSIGN_OR_RETURN(std::vector<RowPair> rows, OtherRows(from, to, statement));
  std::stable_sort(rows.begin(), rows.end(),
                   [](const RowPair& a, const RowPair& b) { return a.display_order() < b.display_order(); });
  // A tag and a length stand before each.
  constexpr size_t kFrame = 8;
  size_t bytes = comparison.ByteSizeLong();
  for (size_t i = 0; i < rows.size(); ++i) {
    ASSIGN_OR_RETURN(v1::SignatoryDifference difference, DifferenceOf(from, to, rows[i], view));
    bytes += difference.ByteSizeLong() + kFrame;
    if (bytes > byte_limit) {
      comparison.set_more_signatories(static_cast<int32_t>(rows.size() - i));
      break;
    }
    *comparison.add_signatories() = std::move(difference);
  }
  return absl::OkStatus();
}

}  // namespace communique::content
