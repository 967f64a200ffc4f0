#include "content-service/storage/request_rows.h"

#include <memory>

#include "content-service/domain/store_damaged.h"
#include "content-service/domain/timestamps.h"
#include "content-service/storage/keys.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/iterator.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

absl::StatusOr<stored::v1::RequestRow> ParseRequest(const rocksdb::Slice& value) {
  stored::v1::RequestRow row;
  if (row.ParseFromArray(value.data(), static_cast<int>(value.size()))) return row;
  return StoreDamaged("the row of an earlier request cannot be read");
}

}  // namespace

absl::StatusOr<std::optional<stored::v1::RequestRow>> FindRequestRow(const Database& database,
                                                                     const std::string& key) {
  rocksdb::PinnableSlice value;
  const rocksdb::Status found =
      database.db()->Get(rocksdb::ReadOptions(), database.family(Family::kRequests), key, &value);
  if (found.IsNotFound()) return std::nullopt;
  if (!found.ok()) return FromRocksDb(found, "reading an earlier request");
  return ParseRequest(value);
}

absl::StatusOr<ExpiredRequests> FindExpiredRequests(const Database& database, const std::string& from,
                                                    absl::Time before, size_t limit) {
  rocksdb::ReadOptions once;
  once.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> row(
      database.db()->NewIterator(once, database.family(Family::kRequests)));
  ExpiredRequests found;
  for (row->Seek(from); row->Valid(); row->Next()) {
    if (found.keys.size() == limit) {
      found.next = row->key().ToString();
      return found;
    }
    ASSIGN_OR_RETURN(const stored::v1::RequestRow request, ParseRequest(row->value()));
    if (FromTimestamp(request.time()) < before) found.keys.push_back(row->key().ToString());
  }
  if (!row->status().ok()) return FromRocksDb(row->status(), "looking for old requests");
  return found;
}

}  // namespace communique::content
