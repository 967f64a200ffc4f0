#ifndef COMMUNIQUE_SERVING_WATCHDOG_H_
#define COMMUNIQUE_SERVING_WATCHDOG_H_

#include <functional>
#include <thread>

#include "absl/synchronization/notification.h"
#include "absl/time/time.h"

namespace communique::serving {

// Calls `on_late` once, on a thread of its own, when it is not destroyed within `limit`.
class Watchdog {
 public:
  Watchdog(absl::Duration limit, std::function<void()> on_late)
      : thread_([this, limit, on_late = std::move(on_late)] {
          if (!ended_.WaitForNotificationWithTimeout(limit)) {
            on_late();
          }
        }) {}
  ~Watchdog() {
    ended_.Notify();
    thread_.join();
  }
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  absl::Notification ended_;
  std::thread thread_;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_WATCHDOG_H_
