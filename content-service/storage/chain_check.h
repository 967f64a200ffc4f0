#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHAIN_CHECK_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHAIN_CHECK_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "content-service/storage/database.h"

namespace communique::content {

// Follows both chains of a store from their beginning to the head, and holds every body against the digest
// that its record has of it. A body may be missing where a later commit erased something of the statement.
// How many commits were followed; DATA_LOSS, reason STORE_DAMAGED, with the first fault. Reads the whole
// store. Thread-safe.
absl::StatusOr<uint64_t> CheckChains(const Database& database);

// Follows the chain of the records `from` to `to` alone: each is there and holds the hash of the one before.
// DATA_LOSS, reason STORE_DAMAGED. Thread-safe.
absl::Status CheckRecords(const Database& database, uint64_t from, uint64_t to);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHAIN_CHECK_H_
