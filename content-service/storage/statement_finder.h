#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_STATEMENT_FINDER_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_STATEMENT_FINDER_H_

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "communique/content/v1/view.pb.h"
#include "content-service/storage/database.h"
#include "content-service/storage/order_walk.h"
#include "content-service/storage/postings.h"
#include "content-service/storage/rocks_state_view.h"
#include "content-service/storage/statement_judge.h"
#include "content-service/storage/statement_query.h"

namespace communique::content {

// Finds the statements of a query, in its order, from the index of lists. What can be sought (section,
// language, states, words of the title) is sought; of few the order is made here, of many the order's own
// entries are gone through. The work of one finder is bounded: it may take a rest before the end. One thread;
// what it is given outlives it.
class StatementFinder {
 public:
  // INVALID_ARGUMENT, reason BAD_PAGE_TOKEN: `after` is none.
  static absl::StatusOr<std::unique_ptr<StatementFinder>> Open(const Database& database,
                                                               const RocksStateView& state, v1::View view,
                                                               const StatementQuery& query);

  // Nothing at the end, or where it rests.
  absl::StatusOr<std::optional<FoundStatement>> Next();

  // Where to go on after a rest; empty at the end.
  const std::string& rest() const { return rest_; }

  static std::string PlaceOf(const FoundStatement& found);

 private:
  StatementFinder(const Database& database, v1::View view, const StatementQuery& query, StatementJudge judge)
      : database_(database), view_(view), query_(query), judge_(std::move(judge)) {}

  absl::Status Start();
  absl::StatusOr<std::vector<std::unique_ptr<Postings>>> Sources() const;
  // All that is found, in order, behind `after_`; false where it is more than can be kept.
  absl::StatusOr<bool> Gather(Postings& candidates);
  absl::StatusOr<bool> GatherByDate();
  void Arrange(std::vector<FoundStatement> found);
  absl::StatusOr<std::optional<FoundStatement>> NextSought();
  absl::StatusOr<std::optional<FoundStatement>> NextWalked();
  // Counts a candidate; true once there were so many that the finder rests.
  bool IsTired() { return ++examined_ > kMostExamined; }

  static constexpr int kMostExamined = 20'000;
  static constexpr size_t kMostGathered = 2'000;

  const Database& database_;
  const v1::View view_;
  const StatementQuery& query_;
  const StatementJudge judge_;
  std::optional<ListPlace> after_;
  // One of these has what is found.
  std::unique_ptr<Postings> sought_;
  std::optional<std::deque<FoundStatement>> gathered_;
  std::optional<OrderWalk> walk_;
  int examined_ = 0;
  std::string rest_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_STATEMENT_FINDER_H_
