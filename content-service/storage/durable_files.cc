#include "content-service/storage/durable_files.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/storage/store_files.h"

namespace communique::content {

using rocksdb::FileOptions;
using rocksdb::FSDirectory;
using rocksdb::FSDirectoryWrapper;
using rocksdb::FSWritableFile;
using rocksdb::FSWritableFileOwnerWrapper;
using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;
using rocksdb::Slice;

// A log or a manifest that is being written, always at its end.
class DurableFiles::File : public FSWritableFileOwnerWrapper {
 public:
  File(DurableFiles& files, bool is_manifest, uint64_t number, std::unique_ptr<FSWritableFile> real)
      : FSWritableFileOwnerWrapper(std::move(real)),
        files_(files),
        is_manifest_(is_manifest),
        number_(number) {}

  IOStatus Append(const Slice& data, const IOOptions& options, IODebugContext* debug) override {
    IOStatus done = FSWritableFileOwnerWrapper::Append(data, options, debug);
    if (done.ok()) bytes_ += data.size();
    return done;
  }
  IOStatus Append(const Slice& data, const IOOptions& options, const rocksdb::DataVerificationInfo& info,
                  IODebugContext* debug) override {
    IOStatus done = FSWritableFileOwnerWrapper::Append(data, options, info, debug);
    if (done.ok()) bytes_ += data.size();
    return done;
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    // What comes meanwhile may or may not be part of it.
    const uint64_t bytes = bytes_;
    IOStatus done = FSWritableFileOwnerWrapper::Sync(options, debug);
    if (done.ok()) files_.Synced(is_manifest_, {number_, bytes});
    return done;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    const uint64_t bytes = bytes_;
    IOStatus done = FSWritableFileOwnerWrapper::Fsync(options, debug);
    if (done.ok()) files_.Synced(is_manifest_, {number_, bytes});
    return done;
  }

 private:
  DurableFiles& files_;
  const bool is_manifest_;
  const uint64_t number_;
  std::atomic<uint64_t> bytes_ = 0;
};

// The directory of the store.
class DurableFiles::Directory : public FSDirectoryWrapper {
 public:
  Directory(DurableFiles& files, std::unique_ptr<FSDirectory> real)
      : FSDirectoryWrapper(std::move(real)), files_(files) {}

  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    // What is made meanwhile may or may not be part of it.
    const uint64_t newest = files_.NewestLog();
    IOStatus done = FSDirectoryWrapper::Fsync(options, debug);
    if (done.ok()) files_.NamesSynced(newest);
    return done;
  }
  IOStatus FsyncWithDirOptions(const IOOptions& options, IODebugContext* debug,
                               const rocksdb::DirFsyncOptions& reason) override {
    const uint64_t newest = files_.NewestLog();
    IOStatus done = FSDirectoryWrapper::FsyncWithDirOptions(options, debug, reason);
    if (done.ok()) files_.NamesSynced(newest);
    return done;
  }

 private:
  DurableFiles& files_;
};

DurableFiles::DurableFiles(std::shared_ptr<rocksdb::FileSystem> target, const std::string& directory)
    : FileSystemWrapper(std::move(target)), directory_(directory), path_(directory + "/DURABLE") {}

std::optional<DurableMark> DurableFiles::Read() {
  std::string bytes;
  if (!rocksdb::ReadFileToString(this, path_, &bytes).ok()) return std::nullopt;
  return ParseMark(bytes);
}

void DurableFiles::Open(const DurableMark& mark) {
  absl::MutexLock lock(&mutex_);
  mark_ = mark;
  mark_.closed = false;
  if (!target()->FileExists(path_, IOOptions(), nullptr).ok()) {
    std::unique_ptr<FSWritableFile> made;
    if (!target()->NewWritableFile(path_, FileOptions(), &made, nullptr).ok()) return;
    if (!made->Append(EncodeMark(mark_), IOOptions(), nullptr).ok()) return;
    if (!made->Close(IOOptions(), nullptr).ok()) return;
  }
  if (!target()->NewRandomRWFile(path_, FileOptions(), &file_, nullptr).ok()) file_.reset();
  Write(/*sync=*/true);
}

void DurableFiles::Close() {
  absl::MutexLock lock(&mutex_);
  mark_.closed = true;
  Write(/*sync=*/true);
  file_.reset();
}

DurableBytes DurableFiles::log() const {
  absl::MutexLock lock(&mutex_);
  return mark_.log;
}

void DurableFiles::Synced(bool is_manifest, const DurableBytes& file) {
  absl::MutexLock lock(&mutex_);
  if (!is_manifest && file.number > newest_named_log_) {
    unnamed_log_ = std::max(unnamed_log_, file);
    return;
  }
  DurableBytes& known = is_manifest ? mark_.manifest : mark_.log;
  if (!(known < file)) return;
  known = file;
  Write(/*sync=*/is_manifest);
}

uint64_t DurableFiles::NewestLog() const {
  absl::MutexLock lock(&mutex_);
  return newest_log_;
}

void DurableFiles::NamesSynced(uint64_t newest_log) {
  absl::MutexLock lock(&mutex_);
  newest_named_log_ = std::max(newest_named_log_, newest_log);
  if (unnamed_log_.number > newest_named_log_ || !(mark_.log < unnamed_log_)) return;
  mark_.log = std::exchange(unnamed_log_, DurableBytes());
  Write(/*sync=*/false);
}

// What it says of the store is still true when a later one does not come, but for `closed`.
void DurableFiles::Write(bool sync) {
  if (file_ == nullptr) return;
  IOStatus done = file_->Write(0, EncodeMark(mark_), IOOptions(), nullptr);
  if (done.ok() && sync) done = file_->Sync(IOOptions(), nullptr);
  if (!done.ok()) file_.reset();
}

IOStatus DurableFiles::NewWritableFile(const std::string& name, const FileOptions& options,
                                       std::unique_ptr<FSWritableFile>* file, IODebugContext* debug) {
  std::unique_ptr<FSWritableFile> real;
  IOStatus opened = target()->NewWritableFile(name, options, &real, debug);
  if (!opened.ok()) return opened;
  const StoreFile kind = StoreFileOf(directory_, name);
  if (kind.kind == StoreFile::Kind::kLog) {
    absl::MutexLock lock(&mutex_);
    newest_log_ = std::max(newest_log_, kind.number);
  }
  if (kind.kind == StoreFile::Kind::kOther) {
    *file = std::move(real);
  } else {
    *file =
        std::make_unique<File>(*this, kind.kind == StoreFile::Kind::kManifest, kind.number, std::move(real));
  }
  return opened;
}

IOStatus DurableFiles::DeleteFile(const std::string& name, const IOOptions& options, IODebugContext* debug) {
  const StoreFile gone = StoreFileOf(directory_, name);
  if (gone.kind == StoreFile::Kind::kLog) {
    absl::MutexLock lock(&mutex_);
    // Before it goes, since what it held is in tables by now.
    if (gone.number == unnamed_log_.number) unnamed_log_ = DurableBytes();
    if (gone.number == mark_.log.number) {
      mark_.log = DurableBytes();
      Write(/*sync=*/false);
    }
  }
  return target()->DeleteFile(name, options, debug);
}

IOStatus DurableFiles::NewDirectory(const std::string& name, const IOOptions& options,
                                    std::unique_ptr<FSDirectory>* directory, IODebugContext* debug) {
  std::unique_ptr<FSDirectory> real;
  IOStatus opened = target()->NewDirectory(name, options, &real, debug);
  if (!opened.ok()) return opened;
  if (name == directory_ || name == directory_ + "/") {
    *directory = std::make_unique<Directory>(*this, std::move(real));
  } else {
    *directory = std::move(real);
  }
  return opened;
}

}  // namespace communique::content
