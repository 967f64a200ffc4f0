#include "content-service/commit/head_waiters.h"

namespace communique::content {

HeadWaiters::HeadWaiters(uint64_t sequence, uint64_t public_position, Executor executor)
    : executor_(std::move(executor)) {
  absl::MutexLock lock(&mutex_);
  editorial_.head = sequence;
  public_.head = public_position;
}

HeadWaiters::Side& HeadWaiters::SideOf(v1::View view) {
  return view == v1::VIEW_EDITORIAL ? editorial_ : public_;
}

HeadWaiters::Id HeadWaiters::Add(v1::View view, uint64_t number, std::function<void()> callback) {
  {
    absl::MutexLock lock(&mutex_);
    Side& side = SideOf(view);
    if (number > side.head) {
      const Id id = ++last_id_;
      side.queue.emplace(std::pair(number, id), std::move(callback));
      waiting_.emplace(id, std::pair(view, number));
      return id;
    }
  }
  callback();
  return 0;
}

bool HeadWaiters::Cancel(Id id) {
  // Destroyed after the lock is given up: what it holds may come back here.
  std::function<void()> dropped;
  absl::MutexLock lock(&mutex_);
  const auto waiting = waiting_.find(id);
  if (waiting == waiting_.end()) return false;
  const auto [view, number] = waiting->second;
  Side& side = SideOf(view);
  const auto entry = side.queue.find({number, id});
  dropped = std::move(entry->second);
  side.queue.erase(entry);
  waiting_.erase(waiting);
  return true;
}

void HeadWaiters::TakeReached(Side& side, std::vector<std::function<void()>>& reached) {
  while (!side.queue.empty() && side.queue.begin()->first.first <= side.head) {
    const auto first = side.queue.begin();
    reached.push_back(std::move(first->second));
    waiting_.erase(first->first.second);
    side.queue.erase(first);
  }
}

void HeadWaiters::Advance(uint64_t sequence, uint64_t public_position) {
  std::vector<std::function<void()>> reached;
  {
    absl::MutexLock lock(&mutex_);
    editorial_.head = sequence;
    public_.head = public_position;
    TakeReached(editorial_, reached);
    TakeReached(public_, reached);
  }
  for (std::function<void()>& callback : reached) {
    if (executor_) {
      executor_(std::move(callback));
    } else {
      callback();
    }
  }
}

}  // namespace communique::content
