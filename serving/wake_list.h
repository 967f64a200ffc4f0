#ifndef COMMUNIQUE_SERVING_WAKE_LIST_H_
#define COMMUNIQUE_SERVING_WAKE_LIST_H_

#include <cstddef>
#include <map>
#include <set>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace communique::serving {

// Something that waits without a thread of its own.
class Sleeper {
 public:
  virtual ~Sleeper() = default;
  // Comes from any thread while the list is locked: take note and return. It must neither block nor
  // call the list.
  virtual void Wake() = 0;
};

// Those who wait for the same event (a new commit, a job's progress), each perhaps until a time of
// its own. Closing the list is how a server that stops tells all of them to end. Thread-safe.
class WakeList {
 public:
  WakeList();
  // All sleepers have been removed before.
  ~WakeList();
  WakeList(const WakeList&) = delete;
  WakeList& operator=(const WakeList&) = delete;

  // False once closed: the sleeper was not added and should end at once.
  bool Add(Sleeper* sleeper);
  // After it returns the sleeper is not woken any more.
  void Remove(Sleeper* sleeper);

  // Wakes it once at `time` besides all other reasons; replaces the time set before.
  // Nothing happens for one that is not in the list.
  void WakeAt(Sleeper* sleeper, absl::Time time);
  void WakeAll();

  // How many wait; for metrics and tests.
  size_t size() const;

  // Wakes all; from now on closed() is true.
  void Close();
  bool closed() const;

 private:
  void RunTimers();
  void Unset(Sleeper* sleeper) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  // With the time set for each, or InfiniteFuture.
  std::map<Sleeper*, absl::Time> sleepers_ ABSL_GUARDED_BY(mutex_);
  std::set<std::pair<absl::Time, Sleeper*>> by_time_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  absl::CondVar timers_changed_;
  std::thread timer_thread_;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_WAKE_LIST_H_
