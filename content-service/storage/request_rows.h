#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_REQUEST_ROWS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_REQUEST_ROWS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/storage/database.h"

namespace communique::content {

// How an earlier request ended, by its key; nothing where it is not known. Reads the disk. Thread-safe.
absl::StatusOr<std::optional<stored::v1::RequestRow>> FindRequestRow(const Database& database,
                                                                     const std::string& key);

// Rows of requests that are older than `before`.
struct ExpiredRequests {
  std::vector<std::string> keys;
  // Where to look on; nothing at the end.
  std::optional<std::string> next;
};
// At most `limit` of them, beginning where an earlier answer says, or at the first. Reads the disk.
// Thread-safe.
absl::StatusOr<ExpiredRequests> FindExpiredRequests(const Database& database, const std::string& from,
                                                    absl::Time before, size_t limit);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_REQUEST_ROWS_H_
