#ifndef COMMUNIQUE_CLI_RENDER_CLIENT_H_
#define COMMUNIQUE_CLI_RENDER_CLIENT_H_

#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "cli/endpoint.h"
#include "communique/render/v1/render_service.pb.h"

namespace communique::cli {

// render-service as its clients see it. One thread.
class RenderClient {
 public:
  explicit RenderClient(Endpoint endpoint);
  ~RenderClient();

  absl::StatusOr<render::v1::GetStatusResponse> Call(const render::v1::GetStatusRequest& request);
  absl::StatusOr<render::v1::AcceptEpochResponse> Call(const render::v1::AcceptEpochRequest& request);
  // Rendering again what is rendered changes nothing, so it is repeated like a read.
  absl::StatusOr<render::v1::StartRenderResponse> Call(const render::v1::StartRenderRequest& request);

  // One attempt. DEADLINE_EXCEEDED: not there within `patience`.
  absl::StatusOr<render::v1::WaitForPositionResponse> WaitForPosition(
      const render::v1::WaitForPositionRequest& request, absl::Duration patience);

  // One attempt. Each state of the job as it comes, until it has ended or `patience` has.
  absl::Status WatchJob(const render::v1::WatchJobRequest& request, absl::Duration patience,
                        const std::function<void(const render::v1::Job&)>& take);

 private:
  struct Stub;
  const std::unique_ptr<Stub> stub_;
};

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_RENDER_CLIENT_H_
