#ifndef COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_BLOB_DATABASE_H_
#define COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_BLOB_DATABASE_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "content-service/storage/blob_usage.h"
#include "content-service/storage/commit_gate.h"
#include "content-service/storage/rocks_blob_store.h"
#include "rocksdb/db.h"
#include "tests/testing/failing_disk.h"
#include "tests/testing/temporary_directory.h"

namespace communique::content {

// A store of blobs alone, in a directory of its own, that can be opened again.
class BlobDatabase {
 public:
  BlobDatabase() { Reopen(); }
  ~BlobDatabase() { Close(); }

  void Reopen() {
    Close();
    rocksdb::DBOptions options;
    options.create_if_missing = true;
    options.create_missing_column_families = true;
    options.env = env_.get();
    rocksdb::ColumnFamilyOptions large;
    large.enable_blob_files = true;
    const rocksdb::ColumnFamilyOptions small;
    rocksdb::DB* db = nullptr;
    const rocksdb::Status opened = rocksdb::DB::Open(
        options, directory_.path(),
        {{"default", small}, {"blobs", small}, {"chunks", large}, {"uploads", small}}, &families_, &db);
    if (!opened.ok()) throw std::runtime_error(opened.ToString());
    db_.reset(db);
    usage_ = std::make_unique<BlobUsage>();
    if (!usage_->Count(*db, families_[1]).ok()) throw std::runtime_error("the files cannot be counted");
    store_ = std::make_unique<RocksBlobStore>(
        BlobParts{db, families_[1], families_[2], families_[3], usage_.get(), &gate_}, limits, [this] {
          if (at_clock) at_clock();
          return now;
        });
  }

  RocksBlobStore& store() { return *store_; }
  rocksdb::DB& db() { return *db_; }
  rocksdb::ColumnFamilyHandle* chunks() { return families_[2]; }
  rocksdb::ColumnFamilyHandle* uploads() { return families_[3]; }
  testing::FailingDisk& disk() { return *disk_; }
  BlobUse use() const { return usage_->Get(); }
  // Of this use, until the next Reopen.
  void Observe(BlobUsage::Observer observer) { usage_->Observe(std::move(observer)); }

  // Of the next Reopen.
  BlobLimits limits;
  // Whenever the store asks for the time.
  std::function<void()> at_clock;
  absl::Time now = absl::FromUnixSeconds(1'400'000'000);

 private:
  void Close() {
    store_.reset();
    for (rocksdb::ColumnFamilyHandle* family : families_) delete family;
    families_.clear();
    db_.reset();
  }

  const testing::TemporaryDirectory directory_;
  const std::shared_ptr<testing::FailingDisk> disk_ = std::make_shared<testing::FailingDisk>();
  const std::unique_ptr<rocksdb::Env> env_ = rocksdb::NewCompositeEnv(disk_);
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;
  CommitGate gate_;
  std::unique_ptr<BlobUsage> usage_;
  std::unique_ptr<RocksBlobStore> store_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_BLOB_DATABASE_H_
