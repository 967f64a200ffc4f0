#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_RENDER_STATUS_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_RENDER_STATUS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "serving/logging.h"
#include "serving/wake_list.h"

namespace communique::render {

// How far the pipeline has come, as it tells others. Thread-safe.
class RenderStatus {
 public:
  struct Facts {
    // Of the history that is followed; empty while none is known.
    std::string epoch;
    // Everything public up to here is on disk or has failed; unset before the first build.
    std::optional<uint64_t> complete;
    // The newest public position that content-service told; unset while it has told none, and where its
    // history is another: then how far behind the site is cannot be said.
    std::optional<uint64_t> head;
    // content-service has answered, and the stream is open.
    bool connected = false;
    // Of the follower or else of the renderer; empty while all is well.
    std::string last_error;
  };

  // `log` outlives it.
  explicit RenderStatus(const serving::Log& log) : log_(log) {}

  // OK takes an error back. Changes are logged.
  void SetConnection(bool connected, const absl::Status& error);
  void SetHead(uint64_t head);
  void SetRenderError(const absl::Status& error);
  void SetComplete(const std::string& epoch, std::optional<uint64_t> complete);
  // Another history was accepted and has not begun: meanwhile none is known, whatever is completed of the old
  // one.
  void SetChanging(bool changing);

  Facts Read() const;

  // Woken whenever `complete` or `epoch` changed. Closed when the server stops.
  serving::WakeList& waiters() { return waiters_; }

 private:
  void LogChange(absl::string_view what, const absl::Status& before, const absl::Status& now) const;

  const serving::Log& log_;
  mutable absl::Mutex mutex_;
  Facts facts_ ABSL_GUARDED_BY(mutex_);
  bool changing_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Status connection_error_ ABSL_GUARDED_BY(mutex_);
  absl::Status render_error_ ABSL_GUARDED_BY(mutex_);
  serving::WakeList waiters_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_RENDER_STATUS_H_
