#include "content-service/storage/blob_usage.h"

#include <memory>
#include <utility>

#include "communique/stored/v1/blob_rows.pb.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/iterator.h"

namespace communique::content {

absl::Status BlobUsage::Count(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* blobs) {
  int64_t files = 0;
  int64_t bytes = 0;
  const std::unique_ptr<rocksdb::Iterator> row(db.NewIterator(rocksdb::ReadOptions(), blobs));
  stored::v1::BlobRow blob;
  for (row->SeekToFirst(); row->Valid(); row->Next()) {
    if (!blob.ParseFromArray(row->value().data(), static_cast<int>(row->value().size()))) continue;
    ++files;
    bytes += blob.blob().size_bytes();
  }
  if (!row->status().ok()) return FromRocksDb(row->status(), "counting the files");
  absl::MutexLock lock(&mutex_);
  use_.files = files;
  use_.bytes = bytes;
  Tell();
  return absl::OkStatus();
}

void BlobUsage::Add(int64_t files, int64_t bytes) {
  absl::MutexLock lock(&mutex_);
  use_.files += files;
  use_.bytes += bytes;
  Tell();
}

void BlobUsage::SetUnfinished(int64_t uploads, int64_t bytes) {
  absl::MutexLock lock(&mutex_);
  use_.unfinished_uploads = uploads;
  use_.unfinished_bytes = bytes;
  Tell();
}

BlobUse BlobUsage::Get() const {
  absl::MutexLock lock(&mutex_);
  return use_;
}

void BlobUsage::Observe(Observer observer) {
  absl::MutexLock lock(&mutex_);
  observer_ = std::move(observer);
  Tell();
}

void BlobUsage::Tell() {
  if (observer_) observer_(use_);
}

}  // namespace communique::content
