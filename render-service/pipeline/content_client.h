#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_CONTENT_CLIENT_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_CONTENT_CLIENT_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "communique/content/v1/change_service.pb.h"

namespace communique::render {

// What render-service asks of content-service: only what is public. An interface, since a network is
// crossed. Thread-safe; both calls block.
class ContentClient {
 public:
  virtual ~ContentClient() = default;

  // Gives each message to `on_message`, on the calling thread, until that says false (then OK), the
  // stream ends (UNAVAILABLE), or it breaks (its error).
  using OnMessage = std::function<bool(content::v1::WatchResponse)>;
  virtual absl::Status Watch(const content::v1::WatchRequest& request, const OnMessage& on_message) = 0;

  // All bytes of "blobs/{sha256}", checked against their name: DATA_LOSS where they are others.
  // DEADLINE_EXCEEDED where they do not come in time.
  virtual absl::StatusOr<std::string> Download(const std::string& blob) = 0;

  // Every call that runs or begins ends with CANCELLED at once. For shutting down.
  virtual void Stop() = 0;
};

// Whether a Download that ended so may succeed later, with nothing changed here or in the statement. What
// may not is told as a failed output.
bool MayFetchLater(absl::StatusCode code);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_CONTENT_CLIENT_H_
