#include "content-service/service/commit_waker.h"

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace communique::content {

// Shared with the callback that waits, which may run after the waker is gone.
class CommitWaker::State : public std::enable_shared_from_this<CommitWaker::State> {
 public:
  State(v1::View view, const ChangeLog& log, HeadWaiters& commits, serving::WakeList& list)
      : view_(view), log_(log), commits_(commits), list_(list) {}

  // Waits for the commit after `number`; may call back before it returns.
  void WaitPast(uint64_t number) {
    const HeadWaiters::Id id =
        commits_.Add(view_, number + 1, [self = shared_from_this()] { self->Woken(); });
    absl::MutexLock lock(&mutex_);
    if (id > waiter_) waiter_ = id;
  }

  void Stop() {
    absl::MutexLock lock(&mutex_);
    stopped_ = true;
    const auto idle = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return running_ == 0; };
    mutex_.Await(absl::Condition(&idle));
    commits_.Cancel(waiter_);
  }

 private:
  void Woken() {
    {
      absl::MutexLock lock(&mutex_);
      if (stopped_) return;
      ++running_;
    }
    // Before waking, so that a commit after it wakes again.
    const uint64_t head = log_.Head(view_).number;
    list_.WakeAll();
    WaitPast(head);
    absl::MutexLock lock(&mutex_);
    --running_;
  }

  const v1::View view_;
  const ChangeLog& log_;
  HeadWaiters& commits_;
  serving::WakeList& list_;
  absl::Mutex mutex_;
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  int running_ ABSL_GUARDED_BY(mutex_) = 0;
  HeadWaiters::Id waiter_ ABSL_GUARDED_BY(mutex_) = 0;
};

CommitWaker::CommitWaker(v1::View view, const ChangeLog& log, HeadWaiters& commits, serving::WakeList& list)
    : state_(std::make_shared<State>(view, log, commits, list)) {
  state_->WaitPast(log.Head(view).number);
}

CommitWaker::~CommitWaker() { state_->Stop(); }

}  // namespace communique::content
