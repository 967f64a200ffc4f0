#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_COMMIT_GATE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_COMMIT_GATE_H_

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace communique::content {

// Holds commits back for the moment in which a backup notes down what it copies, so that it ends exactly
// at a commit. The committer passes, and whoever stores a file; the backup opens it again within
// milliseconds. Thread-safe, and may be closed by one thread and opened by another.
class CommitGate {
 public:
  // Around the writing of a batch and the head that follows it, or of the row of a file.
  class Pass {
   public:
    explicit Pass(CommitGate& gate) : gate_(gate) {
      absl::MutexLock lock(&gate_.mutex_);
      gate_.mutex_.Await(absl::Condition(&gate_, &CommitGate::IsOpen));
      ++gate_.passing_;
    }
    ~Pass() {
      absl::MutexLock lock(&gate_.mutex_);
      --gate_.passing_;
    }
    Pass(const Pass&) = delete;
    Pass& operator=(const Pass&) = delete;

   private:
    CommitGate& gate_;
  };

  // Returns once no batch is being written.
  void Close() {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
    mutex_.Await(absl::Condition(this, &CommitGate::IsEmpty));
  }
  // Harmless where it is open.
  void Open() {
    absl::MutexLock lock(&mutex_);
    closed_ = false;
  }

 private:
  bool IsOpen() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return !closed_; }
  bool IsEmpty() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return passing_ == 0; }

  absl::Mutex mutex_;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  int passing_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_COMMIT_GATE_H_
