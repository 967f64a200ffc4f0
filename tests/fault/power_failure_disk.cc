#include "tests/fault/power_failure_disk.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "absl/strings/match.h"

namespace communique::testing {

using rocksdb::FSDirectory;
using rocksdb::FSDirectoryWrapper;
using rocksdb::FSWritableFile;
using rocksdb::FSWritableFileOwnerWrapper;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

// Writes to the real file and to its picture. Never syncs the real one, which nobody needs and takes time.
class PowerFailureDisk::WritableFile : public FSWritableFileOwnerWrapper {
 public:
  WritableFile(PowerFailureDisk& disk, const std::string& name, File bytes,
               std::unique_ptr<FSWritableFile> real)
      : FSWritableFileOwnerWrapper(std::move(real)),
        disk_(disk),
        is_log_(absl::EndsWith(name, ".log")),
        bytes_(std::move(bytes)) {}

  IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* debug) override {
    absl::MutexLock lock(&disk_.mutex_);
    disk_.CountChange();
    IOStatus done = FSWritableFileOwnerWrapper::Append(data, options, debug);
    if (done.ok()) bytes_->all.append(data.data(), data.size());
    return done;
  }
  IOStatus Append(const Slice& data, const IOOptions& options, const rocksdb::DataVerificationInfo&,
                  IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  IOStatus Truncate(uint64_t size, const IOOptions& options, IODebugContext* debug) override {
    absl::MutexLock lock(&disk_.mutex_);
    disk_.CountChange();
    IOStatus done = FSWritableFileOwnerWrapper::Truncate(size, options, debug);
    if (done.ok()) bytes_->all.resize(size);
    bytes_->synced = std::min(bytes_->synced, bytes_->all.size());
    return done;
  }
  IOStatus Sync(const IOOptions&, IODebugContext*) override {
    absl::MutexLock lock(&disk_.mutex_);
    disk_.CountChange();
    IOStatus done = disk_.CheckSync();
    if (done.ok() && !(is_log_ && disk_.log_syncs_lie)) bytes_->synced = bytes_->all.size();
    return done;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override { return Sync(options, debug); }
  IOStatus RangeSync(uint64_t, uint64_t, const IOOptions&, IODebugContext*) override {
    return IOStatus::OK();
  }

 private:
  PowerFailureDisk& disk_;
  const bool is_log_;
  const File bytes_;
};

class PowerFailureDisk::RandomRWFile : public rocksdb::FSRandomRWFileOwnerWrapper {
 public:
  RandomRWFile(PowerFailureDisk& disk, File bytes, std::unique_ptr<rocksdb::FSRandomRWFile> real)
      : FSRandomRWFileOwnerWrapper(std::move(real)), disk_(disk), bytes_(std::move(bytes)) {}

  IOStatus Write(uint64_t offset, const Slice& data, const IOOptions& options,
                 IODebugContext* debug) override {
    absl::MutexLock lock(&disk_.mutex_);
    disk_.CountChange();
    IOStatus done = FSRandomRWFileOwnerWrapper::Write(offset, data, options, debug);
    if (!done.ok()) return done;
    if (!bytes_->before.has_value()) bytes_->before = bytes_->all.substr(0, bytes_->synced);
    bytes_->all.resize(std::max<size_t>(bytes_->all.size(), offset + data.size()));
    bytes_->all.replace(offset, data.size(), data.data(), data.size());
    return done;
  }
  IOStatus Sync(const IOOptions&, IODebugContext*) override {
    absl::MutexLock lock(&disk_.mutex_);
    disk_.CountChange();
    IOStatus done = disk_.CheckSync();
    if (!done.ok()) return done;
    bytes_->synced = bytes_->all.size();
    bytes_->before.reset();
    return done;
  }

 private:
  PowerFailureDisk& disk_;
  const File bytes_;
};

class PowerFailureDisk::Directory : public FSDirectoryWrapper {
 public:
  Directory(PowerFailureDisk& disk, std::unique_ptr<FSDirectory> real)
      : FSDirectoryWrapper(std::move(real)), disk_(disk) {}

  IOStatus Fsync(const IOOptions&, IODebugContext*) override {
    absl::MutexLock lock(&disk_.mutex_);
    disk_.CountChange();
    IOStatus done = disk_.CheckSync();
    if (!done.ok()) return done;
    disk_.durable_names_ = disk_.names_;
    disk_.unsynced_names_.clear();
    return done;
  }
  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                               const rocksdb::DirFsyncOptions&) override {
    return Fsync(options, debug);
  }

 private:
  PowerFailureDisk& disk_;
};

PowerFailureDisk::PowerFailureDisk(const std::filesystem::path& directory, uint32_t seed)
    : FileSystemWrapper(rocksdb::FileSystem::Default()), directory_(directory.string() + "/"), random_(seed) {
  if (!std::filesystem::exists(directory)) return;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    std::ifstream file(entry.path(), std::ios::binary);
    auto bytes = std::make_shared<Bytes>();
    bytes->all.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    bytes->synced = bytes->all.size();
    names_[entry.path().string()] = std::move(bytes);
  }
  durable_names_ = names_;
}

void PowerFailureDisk::FailAt(uint64_t operations, std::function<void()> at_failure) {
  absl::MutexLock lock(&mutex_);
  fails_at_ = changes_ + operations;
  at_failure_ = std::move(at_failure);
}

void PowerFailureDisk::FailSyncsAt(uint64_t operations) {
  absl::MutexLock lock(&mutex_);
  syncs_fail_at_ = changes_ + operations;
}

void PowerFailureDisk::Fail() {
  absl::MutexLock lock(&mutex_);
  TakePicture();
}

void PowerFailureDisk::WriteSurvivors(const std::filesystem::path& directory) const {
  absl::MutexLock lock(&mutex_);
  std::filesystem::create_directories(directory);
  for (const auto& [name, bytes] : survivors_) {
    std::ofstream(directory / std::filesystem::path(name).filename(), std::ios::binary) << bytes;
  }
}

void PowerFailureDisk::CountChange() {
  if (++changes_ == fails_at_) TakePicture();
}

void PowerFailureDisk::TakePicture() {
  if (failed_) return;
  if (at_failure_) at_failure_();
  std::map<std::string, File> names = durable_names_;
  const size_t survived = random_() % (unsynced_names_.size() + 1);
  for (size_t i = 0; i < survived; ++i) {
    for (const auto& [name, file] : unsynced_names_[i]) {
      if (file != nullptr) {
        names[name] = file;
      } else {
        names.erase(name);
      }
    }
  }
  for (const auto& [name, file] : names) survivors_[name] = Remains(name, *file);
  failed_ = true;
}

std::string PowerFailureDisk::Remains(const std::string& name, const Bytes& bytes) {
  if (bytes.before.has_value()) return random_() % 2 == 0 ? *bytes.before : bytes.all;
  const size_t unsynced = bytes.all.size() - bytes.synced;
  const size_t more = random_() % (unsynced + 1);
  std::string remains = bytes.all.substr(0, bytes.synced + more);
  // The length came, and the bytes did not.
  const bool may_have_zeros = absl::EndsWith(name, ".log") || absl::StrContains(name, "/MANIFEST-");
  if (may_have_zeros && random_() % 4 == 0) remains.resize(bytes.all.size(), '\0');
  return remains;
}

void PowerFailureDisk::ChangeNames(NameChange change) {
  for (const auto& [name, file] : change) {
    if (file != nullptr) {
      names_[name] = file;
    } else {
      names_.erase(name);
    }
  }
  unsynced_names_.push_back(std::move(change));
}

IOStatus PowerFailureDisk::CheckSync() {
  if (syncs_fail_at_ == 0 || changes_ < syncs_fail_at_) return IOStatus::OK();
  return sync_finds_full ? IOStatus::NoSpace("a full disk, found late")
                         : IOStatus::IOError("a disk that fails");
}

IOStatus PowerFailureDisk::NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                           std::unique_ptr<FSWritableFile>* file, IODebugContext* debug) {
  std::unique_ptr<FSWritableFile> real;
  absl::MutexLock lock(&mutex_);
  CountChange();
  IOStatus opened = target()->NewWritableFile(name, options, &real, debug);
  if (!opened.ok()) return opened;
  auto bytes = std::make_shared<Bytes>();
  if (absl::StartsWith(name, directory_)) ChangeNames({{name, bytes}});
  *file = std::make_unique<WritableFile>(*this, name, std::move(bytes), std::move(real));
  return opened;
}

IOStatus PowerFailureDisk::ReopenWritableFile(const std::string& name, const rocksdb::FileOptions&,
                                              std::unique_ptr<FSWritableFile>*, IODebugContext*) {
  return IOStatus::NotSupported("the picture does not know files that are opened again", name);
}

IOStatus PowerFailureDisk::NewRandomRWFile(const std::string& name, const rocksdb::FileOptions& options,
                                           std::unique_ptr<rocksdb::FSRandomRWFile>* file,
                                           IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSRandomRWFile> real;
  absl::MutexLock lock(&mutex_);
  IOStatus opened = target()->NewRandomRWFile(name, options, &real, debug);
  const auto known = names_.find(name);
  if (!opened.ok() || known == names_.end()) return opened;
  *file = std::make_unique<RandomRWFile>(*this, known->second, std::move(real));
  return opened;
}

IOStatus PowerFailureDisk::NewDirectory(const std::string& name, const IOOptions& options,
                                        std::unique_ptr<FSDirectory>* directory, IODebugContext* debug) {
  std::unique_ptr<FSDirectory> real;
  IOStatus opened = target()->NewDirectory(name, options, &real, debug);
  if (opened.ok()) *directory = std::make_unique<Directory>(*this, std::move(real));
  return opened;
}

IOStatus PowerFailureDisk::DeleteFile(const std::string& name, const IOOptions& options,
                                      IODebugContext* debug) {
  absl::MutexLock lock(&mutex_);
  CountChange();
  IOStatus done = target()->DeleteFile(name, options, debug);
  if (done.ok() && names_.contains(name)) ChangeNames({{name, nullptr}});
  return done;
}

IOStatus PowerFailureDisk::RenameFile(const std::string& from, const std::string& to,
                                      const IOOptions& options, IODebugContext* debug) {
  absl::MutexLock lock(&mutex_);
  CountChange();
  IOStatus done = target()->RenameFile(from, to, options, debug);
  const auto moved = names_.find(from);
  if (done.ok() && moved != names_.end()) ChangeNames({{to, moved->second}, {from, nullptr}});
  return done;
}

}  // namespace communique::testing
