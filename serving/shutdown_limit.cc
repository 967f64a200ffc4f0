#include "serving/shutdown_limit.h"

#include <unistd.h>

namespace communique::serving {

ShutdownLimit::ShutdownLimit(absl::Duration drain_timeout, const Log& log)
    : thread_([this, drain_timeout, &log] {
        if (stopped_.WaitForNotificationWithTimeout(drain_timeout + kShutdownGrace)) return;
        log.Error("the service did not stop in time; the process is ended");
        ::_exit(kExitStuck);
      }) {}

ShutdownLimit::~ShutdownLimit() {
  stopped_.Notify();
  thread_.join();
}

}  // namespace communique::serving
