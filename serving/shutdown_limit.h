#ifndef COMMUNIQUE_SERVING_SHUTDOWN_LIMIT_H_
#define COMMUNIQUE_SERVING_SHUTDOWN_LIMIT_H_

#include <thread>

#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "serving/logging.h"

namespace communique::serving {

// How long a service may take to stop beyond --drain-timeout: whatever hangs, its supervisor need not
// kill it.
inline constexpr absl::Duration kShutdownGrace = absl::Seconds(5);
// The exit code then.
inline constexpr int kExitStuck = 70;

// Made by main when the service is told to stop, and destroyed when all of it has stopped. Where that
// takes longer than `drain_timeout` and the grace, the process is ended with code 70, from a thread of
// its own. What was acknowledged is on disk all the same.
class ShutdownLimit {
 public:
  // `log` outlives it.
  ShutdownLimit(absl::Duration drain_timeout, const Log& log);
  ~ShutdownLimit();
  ShutdownLimit(const ShutdownLimit&) = delete;
  ShutdownLimit& operator=(const ShutdownLimit&) = delete;

 private:
  absl::Notification stopped_;
  std::thread thread_;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_SHUTDOWN_LIMIT_H_
