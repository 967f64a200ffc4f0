#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_CONTENT_STORE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_CONTENT_STORE_H_

#include <string>
#include <vector>

#include "content-service/storage/content_store.h"
#include "content-service/storage/database.h"

namespace communique::content {

// A ContentStore over RocksDB. Each call makes its own iterators and keeps none. Thread-safe; the database
// outlives it.
class RocksContentStore final : public ContentStore {
 public:
  explicit RocksContentStore(const Database* database) : database_(*database) {}

  ChainEnd Head() const override { return database_.head().Get(); }
  const std::string& Epoch() const override { return database_.epoch(); }

  absl::StatusOr<v1::Statement> GetStatement(absl::string_view id, ReadAt at) const override {
    return GetFreshStatement(id, at, nullptr);
  }
  absl::StatusOr<v1::Statement> GetFreshStatement(absl::string_view id, ReadAt at,
                                                  const FreshRows* fresh) const override;
  absl::StatusOr<StatementPage> ListStatements(const StatementQuery& query, ReadAt at) const override;
  absl::StatusOr<Page<v1::Signatory>> ListSignatories(absl::string_view statement, SignatoryPlace after,
                                                      int limit, ReadAt at) const override;
  absl::StatusOr<std::vector<v1::Signatory>> GetSignatories(absl::string_view statement, int64_t first,
                                                            int64_t count, ReadAt at) const override;
  absl::StatusOr<std::vector<DuplicateRow>> FindDuplicates(
      absl::string_view statement, const std::vector<v1::Signatory>& rows) const override;
  absl::StatusOr<SignatoryCheck> CheckSignatories(absl::string_view statement, size_t most_duplicates,
                                                  ReadAt at) const override;
  absl::StatusOr<v1::Section> GetSection(absl::string_view id, ReadAt at) const override;
  absl::StatusOr<Page<v1::Section>> ListSections(absl::string_view after_id, int limit, size_t byte_limit,
                                                 ReadAt at) const override;
  absl::StatusOr<bool> IsBlobPublic(absl::string_view sha256) const override;
  absl::StatusOr<int64_t> BlobReferences(absl::string_view sha256) const override;
  absl::StatusOr<int64_t> ViewCount(absl::string_view statement) const override;
  absl::StatusOr<uint64_t> SequenceOf(const Position& position) const override;
  absl::StatusOr<std::string> PositionAt(v1::View view, uint64_t sequence) const override;

 private:
  const Database& database_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_CONTENT_STORE_H_
