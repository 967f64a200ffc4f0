#ifndef COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_BLOB_DATABASE_H_
#define COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_BLOB_DATABASE_H_

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "content-service/storage/rocks_blob_store.h"
#include "rocksdb/db.h"
#include "rocksdb/file_system.h"
#include "tests/testing/temporary_directory.h"

namespace communique::content {

// A disk that fills up when told to: writes fail as a full one's do.
class FillingFileSystem : public rocksdb::FileSystemWrapper {
 public:
  FillingFileSystem() : rocksdb::FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "FillingFileSystem"; }

  std::atomic<bool> full = false;

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* result,
                                    rocksdb::IODebugContext* context) override {
    const rocksdb::IOStatus status = target()->NewWritableFile(name, options, result, context);
    if (status.ok()) *result = std::make_unique<File>(std::move(*result), full);
    return status;
  }

 private:
  class File : public rocksdb::FSWritableFileOwnerWrapper {
   public:
    File(std::unique_ptr<rocksdb::FSWritableFile>&& file, const std::atomic<bool>& full)
        : rocksdb::FSWritableFileOwnerWrapper(std::move(file)), full_(full) {}
    using rocksdb::FSWritableFileOwnerWrapper::Append;
    rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                             rocksdb::IODebugContext* context) override {
      if (full_) return rocksdb::IOStatus::NoSpace("no space left on device");
      return rocksdb::FSWritableFileOwnerWrapper::Append(data, options, context);
    }

   private:
    const std::atomic<bool>& full_;
  };
};

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
    store_ = std::make_unique<RocksBlobStore>(db, BlobFamilies{families_[1], families_[2], families_[3]},
                                              [this] { return now; });
  }

  RocksBlobStore& store() { return *store_; }
  rocksdb::DB& db() { return *db_; }
  rocksdb::ColumnFamilyHandle* chunks() { return families_[2]; }
  FillingFileSystem& disk() { return *disk_; }

  absl::Time now = absl::FromUnixSeconds(1'400'000'000);

 private:
  void Close() {
    store_.reset();
    for (rocksdb::ColumnFamilyHandle* family : families_) delete family;
    families_.clear();
    db_.reset();
  }

  const testing::TemporaryDirectory directory_;
  const std::shared_ptr<FillingFileSystem> disk_ = std::make_shared<FillingFileSystem>();
  const std::unique_ptr<rocksdb::Env> env_ = rocksdb::NewCompositeEnv(disk_);
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;
  std::unique_ptr<RocksBlobStore> store_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_BLOB_DATABASE_H_
