#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_SIGNATORY_LIST_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_SIGNATORY_LIST_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "communique/content/v1/signatory.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/decision_builder.h"
#include "content-service/domain/signatory_tree.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// What every command on the list of a statement has in common: rows get their salt and digest, the
// statement its count and digests, and everybody who may know is told. The etag of the statement stays, so
// that those who sign and those who write never collide. Pure but for `state`; all that it is given outlives
// it. One thread.
class SignatoryList {
 public:
  // Of a statement with this row in `state`.
  SignatoryList(const StateView& state, std::string id, const stored::v1::StatementRow& row,
                DecisionBuilder& decision);

  // The number that the next new row gets.
  int64_t next_number() const { return tree_.rows() + 1; }

  // Writes a version of a row: `next` with everything but name, salt and digest, in the place of `previous`;
  // null for a new row, which has next_number().
  absl::Status Put(int64_t number, const v1::Signatory* previous, v1::Signatory next);

  // Once, at the end: tells of `count` rows from `first` on, all of which were Put.
  absl::Status Finish(int64_t first, int64_t count);

 private:
  const std::string id_;
  const stored::v1::StatementRow& before_;
  stored::v1::StatementRow row_;
  DecisionBuilder& decision_;
  SignatoryTree tree_;
};

// Of AddSignatories: whether a statement takes signatures without being told that it is closed. Before its
// first publication always; then while it is live and its last edition says so.
bool IsOpenForSignature(const stored::v1::StatementRow& row);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_SIGNATORY_LIST_H_
