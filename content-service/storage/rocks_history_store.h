#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_HISTORY_STORE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_HISTORY_STORE_H_

#include "content-service/storage/database.h"
#include "content-service/storage/history_store.h"

namespace communique::content {

// A HistoryStore over RocksDB. Each call makes its own iterators and keeps none. Thread-safe; the database
// outlives it.
class RocksHistoryStore final : public HistoryStore {
 public:
  explicit RocksHistoryStore(const Database* database) : database_(*database) {}

  absl::StatusOr<v1::Revision> GetRevision(absl::string_view statement, int64_t number,
                                           uint64_t sequence) const override;
  absl::StatusOr<Page<v1::Revision>> ListRevisions(const HistoryQuery& query,
                                                   uint64_t sequence) const override;
  absl::StatusOr<v1::Edition> GetEdition(absl::string_view statement, int32_t number,
                                         ReadAt at) const override;
  absl::StatusOr<Page<v1::Edition>> ListEditions(const HistoryQuery& query, ReadAt at) const override;
  absl::StatusOr<Page<Commit>> ListCommits(const HistoryQuery& query, uint64_t sequence) const override;
  absl::StatusOr<v1::Comparison> Compare(absl::string_view statement, const VersionId& from,
                                         const VersionId& to, ReadAt at, size_t byte_limit) const override;

 private:
  const Database& database_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_HISTORY_STORE_H_
