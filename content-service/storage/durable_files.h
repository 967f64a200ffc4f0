#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_DURABLE_FILES_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_DURABLE_FILES_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "content-service/storage/durable_mark.h"
#include "rocksdb/file_system.h"

namespace communique::content {

// The files of one store, with a note of how far RocksDB's logs and manifest are synced (DurableMark), which
// is brought up to date by each sync before RocksDB learns that it is done; of a new log only once the
// directory was synced too, since until then all of it may be gone, and RocksDB has acknowledged nothing in
// it. Of the manifest the note is synced too, since files are deleted by what a manifest says; of a log it is
// not, so a commit costs no second sync. Where the note cannot be written the store goes on without.
// Thread-safe.
class DurableFiles : public rocksdb::FileSystemWrapper {
 public:
  DurableFiles(std::shared_ptr<rocksdb::FileSystem> target, const std::string& directory);
  const char* Name() const override { return "DurableFiles"; }

  // The note that is there, if it is one.
  std::optional<DurableMark> Read();
  // The store is about to be opened, and was closed in good order. `mark` is what was read.
  void Open(const DurableMark& mark);
  void Close();

  // Of the newest log.
  DurableBytes log() const;

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& name, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewDirectory(const std::string& name, const rocksdb::IOOptions& options,
                                 std::unique_ptr<rocksdb::FSDirectory>* directory,
                                 rocksdb::IODebugContext* debug) override;

 private:
  class File;
  class Directory;

  void Synced(bool is_manifest, const DurableBytes& file);
  uint64_t NewestLog() const;
  // The names of all logs up to this one are on the disk.
  void NamesSynced(uint64_t newest_log);
  void Write(bool sync) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string directory_;
  const std::string path_;
  mutable absl::Mutex mutex_;
  DurableMark mark_ ABSL_GUARDED_BY(mutex_);
  // Numbers of logs: the newest that was made, and the newest whose name is on the disk.
  uint64_t newest_log_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t newest_named_log_ ABSL_GUARDED_BY(mutex_) = 0;
  // What was synced of a log whose name may not be on the disk.
  DurableBytes unnamed_log_ ABSL_GUARDED_BY(mutex_);
  // None before Open, after Close, and where it cannot be written.
  std::unique_ptr<rocksdb::FSRandomRWFile> file_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_DURABLE_FILES_H_
