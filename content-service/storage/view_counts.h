#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_VIEW_COUNTS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_VIEW_COUNTS_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "content-service/storage/database.h"

namespace rocksdb {
class MergeOperator;
class WriteBatch;
}  // namespace rocksdb

namespace communique::content {

// The counters of `views`: how often each statement was read. They are added to without being read.

// Adds two counters. What would be more than 2^63 - 1 stays there.
std::shared_ptr<rocksdb::MergeOperator> MakeViewCounter();

void AddViews(const Database& database, absl::string_view statement, int64_t count,
              rocksdb::WriteBatch& batch);

// 0 where nothing was ever added. Reads the disk. Thread-safe.
absl::StatusOr<int64_t> ReadViews(const Database& database, absl::string_view statement);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_VIEW_COUNTS_H_
