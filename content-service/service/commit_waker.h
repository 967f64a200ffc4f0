#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_COMMIT_WAKER_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_COMMIT_WAKER_H_

#include <memory>

#include "communique/content/v1/view.pb.h"
#include "content-service/commit/head_waiters.h"
#include "content-service/storage/change_log.h"
#include "serving/wake_list.h"

namespace communique::content {

// Wakes all of a list at every commit that a view sees, for as long as it lives. Bound to one waiter of
// the committer, however many sleep in the list.
class CommitWaker {
 public:
  // All outlive it.
  CommitWaker(v1::View view, const ChangeLog& log, HeadWaiters& commits, serving::WakeList& list);
  // Once it returns, the list is not touched any more.
  ~CommitWaker();

 private:
  class State;
  const std::shared_ptr<State> state_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_COMMIT_WAKER_H_
