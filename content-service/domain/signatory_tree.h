#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_SIGNATORY_TREE_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_SIGNATORY_TREE_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "content-service/domain/row_changes.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// The tree of docs/digest.md over the rows of one list. A node is the hash of 2^level rows: node `index` of
// a level is over those with the numbers index * 2^level + 1 to (index + 1) * 2^level, and is kept once it
// has all of them. So a row that is added or changed costs as many hashes and reads as the list has levels,
// 16 for 50,000 rows. Pure but for `state`; all that it is given outlives it. One thread.
class SignatoryTree {
 public:
  // Over the first `rows` rows of the state, and what `changes` has of the list already. New nodes go into
  // `changes`.
  SignatoryTree(const StateView& state, std::string statement, int64_t rows, RowChanges& changes)
      : state_(state), statement_(std::move(statement)), rows_(rows), changes_(changes) {}

  int64_t rows() const { return rows_; }

  // Takes over the digest of a row: one that is there, or the next one. `changes` has the row itself.
  absl::Status Set(int64_t number, const std::string& digest);

  // The signatories digest.
  absl::StatusOr<std::string> Digest() const;

 private:
  absl::StatusOr<std::string> Node(int level, int64_t index) const;

  const StateView& state_;
  const std::string statement_;
  int64_t rows_;
  RowChanges& changes_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_SIGNATORY_TREE_H_
