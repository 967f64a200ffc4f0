#include "content-service/storage/blob_rows.h"

#include <memory>

#include "absl/strings/escaping.h"
#include "content-service/domain/store_damaged.h"
#include "content-service/domain/timestamps.h"
#include "content-service/storage/keys.h"
#include "content-service/storage/rocks_blob_chunks.h"
#include "content-service/storage/rocks_state_view.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/iterator.h"
#include "rocksdb/write_batch.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

absl::StatusOr<stored::v1::BlobRow> ParseRow(const rocksdb::Slice& value) {
  stored::v1::BlobRow row;
  if (row.ParseFromArray(value.data(), static_cast<int>(value.size()))) return row;
  return StoreDamaged("the row of a file cannot be read");
}

}  // namespace

absl::StatusOr<std::optional<stored::v1::BlobRow>> FindBlobRow(const Database& database,
                                                               absl::string_view sha256) {
  rocksdb::PinnableSlice value;
  const rocksdb::Status found = database.db()->Get(rocksdb::ReadOptions(), database.family(Family::kBlobs),
                                                   absl::HexStringToBytes(sha256), &value);
  if (found.IsNotFound()) return std::nullopt;
  if (!found.ok()) return FromRocksDb(found, "reading the row of a file");
  return ParseRow(value);
}

void PutBlobRow(const Database& database, absl::string_view sha256, const stored::v1::BlobRow& row,
                rocksdb::WriteBatch& batch) {
  batch.Put(database.family(Family::kBlobs), absl::HexStringToBytes(sha256), row.SerializeAsString());
}

void DeleteBlob(const Database& database, absl::string_view sha256, rocksdb::WriteBatch& batch) {
  const std::string digest = absl::HexStringToBytes(sha256);
  batch.Delete(database.family(Family::kBlobs), digest);
  RocksBlobChunks(database.db(), database.family(Family::kBlobChunks)).DeleteAll(digest, batch);
}

absl::Time LastSent(const stored::v1::BlobRow& row) {
  return FromTimestamp(row.has_upload_time() ? row.upload_time() : row.blob().create_time());
}

absl::StatusOr<int64_t> CountBlobReferences(const Database& database, absl::string_view sha256) {
  const std::string prefix = BlobReferencesPrefix(sha256);
  const std::unique_ptr<rocksdb::Iterator> row(
      database.db()->NewIterator(rocksdb::ReadOptions(), database.family(Family::kBlobReferences)));
  int64_t count = 0;
  for (row->Seek(prefix); row->Valid() && row->key().starts_with(prefix); row->Next()) ++count;
  if (!row->status().ok()) return FromRocksDb(row->status(), "counting who lists a file");
  return count;
}

absl::StatusOr<UnlistedBlobs> FindUnlistedBlobs(const Database& database, const std::string& from,
                                                absl::Time before, size_t limit) {
  const RocksStateView state(database, database.head().Get().sequence);
  const std::unique_ptr<rocksdb::Iterator> row(
      database.db()->NewIterator(rocksdb::ReadOptions(), database.family(Family::kBlobs)));
  UnlistedBlobs found;
  for (row->Seek(from); row->Valid(); row->Next()) {
    if (found.sha256s.size() == limit) {
      found.next = row->key().ToString();
      return found;
    }
    ASSIGN_OR_RETURN(const stored::v1::BlobRow blob, ParseRow(row->value()));
    if (LastSent(blob) >= before) continue;
    std::string sha256 = absl::BytesToHexString(ToView(row->key()));
    ASSIGN_OR_RETURN(const bool listed, state.IsBlobListed(sha256, {}));
    if (!listed) found.sha256s.push_back(std::move(sha256));
  }
  if (!row->status().ok()) return FromRocksDb(row->status(), "looking for files that nothing lists");
  return found;
}

}  // namespace communique::content
