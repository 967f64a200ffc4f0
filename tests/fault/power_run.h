#ifndef COMMUNIQUE_TESTS_FAULT_POWER_RUN_H_
#define COMMUNIQUE_TESTS_FAULT_POWER_RUN_H_

#include <cstdint>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "content-service/storage/blob_store.h"
#include "tests/fault/power_failure_disk.h"
#include "tests/fault/random_work.h"
#include "tests/testing/store_under_test.h"
#include "tests/testing/temporary_directory.h"

namespace communique::testing {

// One store that loses its power again and again amid the work of several writers.
class PowerRun {
 public:
  explicit PowerRun(uint32_t seed) : random_(seed) {}

  // What happens besides in a round.
  struct Conditions {
    bool log_syncs_lie = false;
    // DURABLE is not among what survives: then nothing refuses what has less than was acknowledged.
    bool mark_is_lost = false;
    // At some moment of each round before the power fails.
    bool sync_fails = false;
    bool sync_finds_full = false;
    // RocksDB moves what it has into tables now and then, as it would after many more writes.
    bool makes_tables = true;
  };
  // Works until the power fails, opens the store as it survived and looks at it. Everything wrong, in words.
  std::vector<std::string> Round(const Conditions& conditions);

  // Over all rounds so far.
  size_t acknowledged() const {
    absl::MutexLock lock(&mutex_);
    return acknowledged_.size();
  }

 private:
  void Work(StoreUnderTest& store, const PowerFailureDisk& disk, bool makes_tables);
  void Write(StoreUnderTest& store, content::BlobStore& files, const PowerFailureDisk& disk, RandomWork work,
             int writer);
  static void MakeTables(StoreUnderTest& store, RandomWork& work);
  // Everything that the store can tell by itself.
  static std::vector<std::string> LookAtLog(const StoreUnderTest& store);
  static std::vector<std::string> LookAtFiles(StoreUnderTest& store);
  // What was promised.
  std::vector<std::string> LookAtRequests(StoreUnderTest& store);

  TemporaryDirectory directory_;
  std::mt19937 random_;
  int rounds_ = 0;
  // Where the store survived.
  std::filesystem::path path_ = directory_.path() / "store-0";

  mutable absl::Mutex mutex_;
  bool power_is_off_ ABSL_GUARDED_BY(mutex_) = false;
  // Sequence -> request_id of every commit that was acknowledged before the power failed.
  std::map<uint64_t, std::string> acknowledged_ ABSL_GUARDED_BY(mutex_);
  // Of this round: commands of which nobody knows whether they were done.
  std::vector<content::Command> unknown_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_FAULT_POWER_RUN_H_
