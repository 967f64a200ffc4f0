#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_STATEMENT_JUDGE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_STATEMENT_JUDGE_H_

#include <optional>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/view.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/statement_filter.h"
#include "content-service/storage/rocks_state_view.h"

namespace communique::content {

// A statement that a list is to have.
struct FoundStatement {
  std::string id;
  stored::v1::StatementRow row;
  // What the order goes by.
  std::string value;
};

// Holds candidates of an index against what they are in the state that is shown. One thread; what it is given
// outlives it.
class StatementJudge {
 public:
  // Reads which sections are below one that is asked for.
  static absl::StatusOr<StatementJudge> Make(const RocksStateView& state, v1::View view,
                                             const StatementFilter& filter, ListBy order);

  // Nothing where the view does not see it or the filter does not let it through.
  absl::StatusOr<std::optional<FoundStatement>> Judge(absl::string_view id) const;

  // Ids that the filter lets through; empty where it does not ask for one.
  const std::set<std::string>& sections() const { return sections_; }

 private:
  StatementJudge(const RocksStateView& state, v1::View view, const StatementFilter& filter, ListBy order)
      : state_(state), view_(view), filter_(filter), order_(order) {}

  bool RowPasses(const stored::v1::StatementRow& row) const;
  bool ContentPasses(absl::string_view date, absl::string_view folded_title) const;

  const RocksStateView& state_;
  const v1::View view_;
  const StatementFilter& filter_;
  const ListBy order_;
  std::set<std::string> sections_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_STATEMENT_JUDGE_H_
