#include "cli/render_client.h"

#include <utility>

#include "absl/time/clock.h"
#include "cli/rpc_caller.h"
#include "communique/render/v1/render_service.grpc.pb.h"

namespace communique::cli {

namespace v1 = render::v1;

struct RenderClient::Stub {
  explicit Stub(Endpoint endpoint) : caller(std::move(endpoint)), render(caller.channel()) {}

  RpcCaller caller;
  v1::RenderService::Stub render;
};

RenderClient::RenderClient(Endpoint endpoint) : stub_(std::make_unique<Stub>(std::move(endpoint))) {}
RenderClient::~RenderClient() = default;

absl::StatusOr<v1::GetStatusResponse> RenderClient::Call(const v1::GetStatusRequest& request) {
  return stub_->caller.Call(stub_->render, &v1::RenderService::Stub::GetStatus, request);
}
absl::StatusOr<v1::AcceptEpochResponse> RenderClient::Call(const v1::AcceptEpochRequest& request) {
  return stub_->caller.Call(stub_->render, &v1::RenderService::Stub::AcceptEpoch, request);
}
absl::StatusOr<v1::StartRenderResponse> RenderClient::Call(const v1::StartRenderRequest& request) {
  return stub_->caller.Call(stub_->render, &v1::RenderService::Stub::StartRender, request);
}

absl::StatusOr<v1::WaitForPositionResponse> RenderClient::WaitForPosition(
    const v1::WaitForPositionRequest& request, absl::Duration patience) {
  grpc::ClientContext context;
  stub_->caller.Prepare(context, absl::Now() + patience);
  v1::WaitForPositionResponse response;
  const grpc::Status status = stub_->render.WaitForPosition(&context, request, &response);
  if (!status.ok()) return FromGrpc(status);
  return response;
}

absl::Status RenderClient::WatchJob(const v1::WatchJobRequest& request, absl::Duration patience,
                                    const std::function<void(const v1::Job&)>& take) {
  grpc::ClientContext context;
  stub_->caller.Prepare(context, absl::Now() + patience);
  const auto stream = stub_->render.WatchJob(&context, request);
  v1::WatchJobResponse message;
  while (stream->Read(&message)) take(message.job());
  return FromGrpc(stream->Finish());
}

}  // namespace communique::cli
