#ifndef COMMUNIQUE_TESTS_TESTING_FAILING_DISK_H_
#define COMMUNIQUE_TESTS_TESTING_FAILING_DISK_H_

#include <atomic>
#include <memory>
#include <string>
#include <utility>

#include "rocksdb/file_system.h"

namespace communique::testing {

// The real disk until a test says otherwise. Thread-safe.
class FailingDisk : public rocksdb::FileSystemWrapper {
 public:
  FailingDisk() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "FailingDisk"; }

  // It says beforehand that there is no room.
  std::atomic<bool> says_full = false;
  // Of what is written, half arrives and then there is no space.
  std::atomic<bool> full = false;
  // Written and not known to be durable.
  std::atomic<bool> sync_fails = false;
  // The same, on a disk that finds out only then that it has no space.
  std::atomic<bool> sync_finds_full = false;
  // Files whose name has this in it ("MANIFEST-", ".sst") can be neither made, written nor synced; null for
  // none.
  std::atomic<const char*> broken_files = nullptr;
  // And say that there is no space, where they would say that the disk fails.
  std::atomic<bool> broken_files_are_full = false;

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override {
    if (full) return rocksdb::IOStatus::NoSpace("a full disk", name);
    if (rocksdb::IOStatus broken = CheckBroken(name); !broken.ok()) return broken;
    std::unique_ptr<rocksdb::FSWritableFile> real;
    rocksdb::IOStatus opened = target()->NewWritableFile(name, options, &real, debug);
    if (opened.ok()) *file = std::make_unique<File>(*this, name, std::move(real));
    return opened;
  }

  rocksdb::IOStatus GetFreeSpace(const std::string& path, const rocksdb::IOOptions& options, uint64_t* left,
                                 rocksdb::IODebugContext* debug) override {
    if (!says_full) return target()->GetFreeSpace(path, options, left, debug);
    *left = 0;
    return rocksdb::IOStatus::OK();
  }

 private:
  rocksdb::IOStatus CheckBroken(const std::string& name) const {
    const char* const part = broken_files;
    if (part == nullptr || name.find(part) == std::string::npos) return rocksdb::IOStatus::OK();
    return broken_files_are_full ? rocksdb::IOStatus::NoSpace("a full disk", name)
                                 : rocksdb::IOStatus::IOError("a disk that fails", name);
  }

  class File : public rocksdb::FSWritableFileOwnerWrapper {
   public:
    File(const FailingDisk& disk, std::string name, std::unique_ptr<rocksdb::FSWritableFile> real)
        : FSWritableFileOwnerWrapper(std::move(real)), disk_(disk), name_(std::move(name)) {}

    rocksdb::IOStatus Append(const rocksdb::Slice& bytes, const rocksdb::IOOptions& options,
                             rocksdb::IODebugContext* debug) override {
      if (rocksdb::IOStatus broken = disk_.CheckBroken(name_); !broken.ok()) return broken;
      if (!disk_.full) return FSWritableFileOwnerWrapper::Append(bytes, options, debug);
      rocksdb::Slice half(bytes.data(), bytes.size() / 2);
      const rocksdb::IOStatus ignored = FSWritableFileOwnerWrapper::Append(half, options, debug);
      return rocksdb::IOStatus::NoSpace("a full disk", ignored.ok() ? "in the middle" : "at once");
    }
    rocksdb::IOStatus Append(const rocksdb::Slice& bytes, const rocksdb::IOOptions& options,
                             const rocksdb::DataVerificationInfo&, rocksdb::IODebugContext* debug) override {
      return Append(bytes, options, debug);
    }
    rocksdb::IOStatus Sync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
      if (disk_.sync_finds_full) return rocksdb::IOStatus::NoSpace("a full disk, found late");
      if (rocksdb::IOStatus broken = disk_.CheckBroken(name_); !broken.ok()) return broken;
      if (disk_.sync_fails) return rocksdb::IOStatus::IOError("a disk that fails");
      return FSWritableFileOwnerWrapper::Sync(options, debug);
    }

   private:
    const FailingDisk& disk_;
    const std::string name_;
  };
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_FAILING_DISK_H_
