#include "serving/wake_list.h"

#include "absl/time/clock.h"

namespace communique::serving {

WakeList::WakeList() : timer_thread_([this] { RunTimers(); }) {}

WakeList::~WakeList() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    timers_changed_.Signal();
  }
  timer_thread_.join();
}

bool WakeList::Add(Sleeper* sleeper) {
  absl::MutexLock lock(&mutex_);
  if (closed_) {
    return false;
  }
  sleepers_.emplace(sleeper, absl::InfiniteFuture());
  return true;
}

void WakeList::Remove(Sleeper* sleeper) {
  absl::MutexLock lock(&mutex_);
  Unset(sleeper);
  sleepers_.erase(sleeper);
}

void WakeList::Unset(Sleeper* sleeper) {
  const auto found = sleepers_.find(sleeper);
  if (found != sleepers_.end()) {
    by_time_.erase({found->second, sleeper});
    found->second = absl::InfiniteFuture();
  }
}

void WakeList::WakeAt(Sleeper* sleeper, absl::Time time) {
  absl::MutexLock lock(&mutex_);
  Unset(sleeper);
  const auto found = sleepers_.find(sleeper);
  if (found == sleepers_.end() || time == absl::InfiniteFuture()) {
    return;
  }
  found->second = time;
  by_time_.emplace(time, sleeper);
  if (by_time_.begin()->second == sleeper) {
    timers_changed_.Signal();
  }
}

void WakeList::WakeAll() {
  absl::MutexLock lock(&mutex_);
  for (const auto& [sleeper, time] : sleepers_) {
    sleeper->Wake();
  }
}

size_t WakeList::size() const {
  absl::MutexLock lock(&mutex_);
  return sleepers_.size();
}

void WakeList::Close() {
  {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
  }
  WakeAll();
}

bool WakeList::closed() const {
  absl::MutexLock lock(&mutex_);
  return closed_;
}

void WakeList::RunTimers() {
  absl::MutexLock lock(&mutex_);
  while (!stopping_) {
    if (by_time_.empty()) {
      timers_changed_.Wait(&mutex_);
      continue;
    }
    const auto [time, sleeper] = *by_time_.begin();
    if (absl::Now() < time) {
      timers_changed_.WaitWithDeadline(&mutex_, time);
      continue;
    }
    Unset(sleeper);
    sleeper->Wake();
  }
}

}  // namespace communique::serving
