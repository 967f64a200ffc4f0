#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_POSITION_GATE_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_POSITION_GATE_H_

#include <grpcpp/server_context.h>

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "communique/content/v1/view.pb.h"
#include "content-service/storage/content_store.h"
#include "serving/executor.h"
#include "serving/wake_list.h"

namespace communique::content {

// Holds a read back until the store has reached the position that its caller has seen, without a
// thread of its own. Thread-safe.
class PositionGate {
 public:
  using Then = std::function<void(const absl::Status&)>;

  // `commits` is woken by every commit. All outlive the server.
  PositionGate(const ContentStore& store, serving::Executor& executor, serving::WakeList& commits)
      : store_(store), executor_(executor), commits_(commits) {}

  // Calls `then` exactly once: OK once `min_position` can be read (at once where it is empty or reached),
  // else INVALID_ARGUMENT, FAILED_PRECONDITION EPOCH_CHANGED, DEADLINE_EXCEEDED, CANCELLED, or
  // UNAVAILABLE when the server stops. To be called on the executor; `then` runs there too. `context`
  // lives until then. In PUBLIC only the public part of the position counts: it is all that the view
  // depends on, and whoever makes up positions must not find out how far hidden work has come.
  void Await(const std::string& min_position, v1::View view, const grpc::CallbackServerContext& context,
             Then then) const;

 private:
  const ContentStore& store_;
  serving::Executor& executor_;
  serving::WakeList& commits_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_POSITION_GATE_H_
