#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_TRANSACTION_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_TRANSACTION_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "content-service/domain/command.h"
#include "statement/errors.h"

namespace communique::content {

// What is said of the operations of a transaction. Pure.

inline constexpr size_t kMostOperations = 50;
inline constexpr size_t kLargestTransactionBytes = size_t{3} << 20;  // texts and signatories, serialised

// The path of an operation in the request: "operations[2].publish".
std::string OperationField(size_t index, const StatementAction& operation);

// An error of an operation, as one of the request that it is a part of: its fields and message begin with
// `field`. The code, the reason and other details stay.
absl::Status InOperation(absl::string_view field, const absl::Status& status);

// The serialised bytes of what authors gave in an action.
size_t TextBytesOf(const StatementAction& operation);

// What holds of a transaction as a whole: how many operations there are and how much they hold, and that
// none needs what another of them hides: each statement has its draft written or discarded once at most, and
// is published once at most, so that every revision and edition is told.
void CheckTransaction(const Transact& transact, FieldViolations& violations);
// RESOURCE_EXHAUSTED, reason CONTENT_TOO_LARGE: one content, or all together.
absl::Status CheckTransactionSize(const Transact& transact);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_TRANSACTION_H_
