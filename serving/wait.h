#ifndef COMMUNIQUE_SERVING_WAIT_H_
#define COMMUNIQUE_SERVING_WAIT_H_

#include <grpcpp/server_context.h>

#include <functional>
#include <optional>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "serving/executor.h"
#include "serving/wake_list.h"

namespace communique::serving {

// How long a call is held back at most: until its deadline, and while its client is there.
struct Patience {
  absl::Time deadline = absl::InfiniteFuture();
  std::function<bool()> is_gone = [] { return false; };
  // How often one who waits without end looks whether its client is still there.
  absl::Duration look_interval = absl::Seconds(5);
};

// That of a call. `context` lives until the wait is over.
Patience PatienceOf(const grpc::CallbackServerContext& context);

// What a call waits for. Both are asked on the executor, by one thread at a time, and may block on the
// disk.
struct Awaited {
  // How the wait ends, if it does now.
  std::function<std::optional<absl::Status>()> end;
  // What is told at the deadline: that it is not there yet, and what to do.
  std::function<absl::Status()> late;
};

// Holds a call back, without a thread of its own, until `awaited` ends it. Looks at once and whenever
// `events` wakes. Calls `then` exactly once: with the end; with what is `late` at the deadline;
// CANCELLED where the client went away; UNAVAILABLE, reason SHUTTING_DOWN, once `events` is closed. To be
// called on the executor; `then` runs there too. `events` and `executor` outlive the wait.
void Await(Awaited awaited, Patience patience, WakeList& events, Executor& executor,
           std::function<void(const absl::Status&)> then);

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_WAIT_H_
