#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_UPLOAD_TICKET_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_UPLOAD_TICKET_H_

#include <atomic>
#include <cstdint>

#include "absl/status/status.h"

namespace communique::content {

// One call that uploads. Taken as the call comes in, so that of several calls with the same file the newest
// is known, whatever the older ones have still under way. Thread-safe.
class UploadTicket {
 public:
  explicit UploadTicket(int64_t number) : number_(number) {}

  // Grows with each call.
  int64_t number() const { return number_; }

  // The client has gone away: what is still under way writes nothing any more, and a check ends.
  void Cancel() { cancelled_ = true; }
  // CANCELLED after that.
  absl::Status Check() const {
    return cancelled_ ? absl::CancelledError("the client went away") : absl::OkStatus();
  }

 private:
  const int64_t number_;
  std::atomic<bool> cancelled_ = false;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_UPLOAD_TICKET_H_
