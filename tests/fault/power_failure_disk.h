#ifndef COMMUNIQUE_TESTS_FAULT_POWER_FAILURE_DISK_H_
#define COMMUNIQUE_TESTS_FAULT_POWER_FAILURE_DISK_H_

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "rocksdb/file_system.h"

namespace communique::testing {

// A disk that keeps in memory, beside the real files, what a power failure would leave of one directory. Of a
// file that is what was synced, and by chance some of what was written after that, torn anywhere, in a log or
// a manifest perhaps with zeros after it; of one that is written over in place, what it held when it was
// synced or what it holds now. Names that were made, moved or deleted since the directory was synced are
// as they were up to some moment since then, so that a new file may be lost and a deleted one be there again.
//
// The process that uses it does not notice the failure: what survives is a picture of the moment, which the
// test puts into another directory. So a store can be closed in good order, and one that lost its power be
// looked at. Thread-safe.
class PowerFailureDisk : public rocksdb::FileSystemWrapper {
 public:
  // What lies in the directory now is durable. Files in directories below are not looked at.
  PowerFailureDisk(const std::filesystem::path& directory, uint32_t seed);
  const char* Name() const override { return "PowerFailureDisk"; }

  // The power fails just before the `operations`th change from now on, if it comes to that. `at_failure` is
  // called at this moment, with no change under way.
  void FailAt(uint64_t operations, std::function<void()> at_failure);
  // It fails now, where it has not yet.
  void Fail();
  bool failed() const { return failed_; }
  // Syncs fail from the `operations`th change from now on, and nothing is durable by them.
  void FailSyncsAt(uint64_t operations);
  // Puts what survived into a new directory. After the failure.
  void WriteSurvivors(const std::filesystem::path& directory) const;

  // Syncs of the write-ahead log say that they are done and do nothing: as if the store did not ask for them.
  std::atomic<bool> log_syncs_lie = false;
  // As on a disk that finds out only then that it has no space.
  std::atomic<bool> sync_finds_full = false;

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus ReopenWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                       std::unique_ptr<rocksdb::FSWritableFile>* file,
                                       rocksdb::IODebugContext* debug) override;
  // For small files that are written over from their beginning, each time as one sector.
  rocksdb::IOStatus NewRandomRWFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSRandomRWFile>* file,
                                    rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus NewDirectory(const std::string& name, const rocksdb::IOOptions& options,
                                 std::unique_ptr<rocksdb::FSDirectory>* directory,
                                 rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus DeleteFile(const std::string& name, const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
  rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override;

 private:
  struct Bytes {
    std::string all;
    size_t synced = 0;
    // Of a file that was written over since it was synced.
    std::optional<std::string> before;
  };
  using File = std::shared_ptr<Bytes>;
  // What one step did to names; no file: the name went away.
  using NameChange = std::vector<std::pair<std::string, File>>;
  class WritableFile;
  class RandomRWFile;
  class Directory;

  void CountChange() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void TakePicture() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ChangeNames(NameChange change) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::string Remains(const std::string& name, const Bytes& bytes) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // How a sync ends.
  rocksdb::IOStatus CheckSync() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string directory_;
  mutable absl::Mutex mutex_;
  std::mt19937 random_ ABSL_GUARDED_BY(mutex_);
  // As the process sees them, and as they were when the directory was last synced, with all since then.
  std::map<std::string, File> names_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, File> durable_names_ ABSL_GUARDED_BY(mutex_);
  std::vector<NameChange> unsynced_names_ ABSL_GUARDED_BY(mutex_);
  uint64_t changes_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t fails_at_ ABSL_GUARDED_BY(mutex_) = 0;
  // 0: they do not.
  uint64_t syncs_fail_at_ ABSL_GUARDED_BY(mutex_) = 0;
  std::function<void()> at_failure_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, std::string> survivors_ ABSL_GUARDED_BY(mutex_);
  std::atomic<bool> failed_ = false;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_POWER_FAILURE_DISK_H_
