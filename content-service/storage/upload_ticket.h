#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_UPLOAD_TICKET_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_UPLOAD_TICKET_H_

#include <atomic>
#include <cstdint>

#include "absl/status/status.h"
#include "statement/errors.h"

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
  // Nothing came for so long that the upload was given up: the call may be open, but it writes nothing any
  // more.
  void Expire() { expired_ = true; }
  // CANCELLED after the one; ABORTED, reason UPLOAD_EXPIRED, after the other.
  absl::Status Check() const {
    if (cancelled_) return absl::CancelledError("the client went away");
    if (!expired_) return absl::OkStatus();
    return ErrorWithReason(
        absl::StatusCode::kAborted, "UPLOAD_EXPIRED",
        "nothing came of this file for so long that it was given up; send it again from its "
        "beginning in a new call");
  }

 private:
  const int64_t number_;
  std::atomic<bool> cancelled_ = false;
  std::atomic<bool> expired_ = false;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_UPLOAD_TICKET_H_
