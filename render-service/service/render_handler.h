#ifndef COMMUNIQUE_RENDER_SERVICE_SERVICE_RENDER_HANDLER_H_
#define COMMUNIQUE_RENDER_SERVICE_SERVICE_RENDER_HANDLER_H_

#include <functional>
#include <map>
#include <string>

#include "communique/render/v1/render_service.grpc.pb.h"
#include "render-service/pipeline/epoch_switch.h"
#include "render-service/pipeline/job_table.h"
#include "render-service/pipeline/render_status.h"
#include "render-service/storage/local_state.h"
#include "serving/call_runner.h"
#include "serving/executor.h"

namespace communique::render {

// RenderService. Thread-safe; everything it is given outlives the server.
class RenderHandler final : public v1::RenderService::CallbackService {
 public:
  struct Parts {
    const LocalState& state;
    JobTable& jobs;
    RenderStatus& status;
    EpochSwitch& epochs;
    // Called after a job was added: the render loop has something to do.
    std::function<void()> wake_loop;
    std::map<std::string, std::string> renderer_versions;
  };

  RenderHandler(Parts parts, const serving::Authorization& authorization, serving::Executor& executor,
                serving::Executor& stream_executor);

  grpc::ServerUnaryReactor* StartRender(grpc::CallbackServerContext* context,
                                        const v1::StartRenderRequest* request,
                                        v1::StartRenderResponse* response) override;
  grpc::ServerUnaryReactor* GetJob(grpc::CallbackServerContext* context, const v1::GetJobRequest* request,
                                   v1::GetJobResponse* response) override;
  grpc::ServerWriteReactor<v1::WatchJobResponse>* WatchJob(grpc::CallbackServerContext* context,
                                                           const v1::WatchJobRequest* request) override;
  grpc::ServerUnaryReactor* WaitForPosition(grpc::CallbackServerContext* context,
                                            const v1::WaitForPositionRequest* request,
                                            v1::WaitForPositionResponse* response) override;
  grpc::ServerUnaryReactor* GetStatus(grpc::CallbackServerContext* context,
                                      const v1::GetStatusRequest* request,
                                      v1::GetStatusResponse* response) override;
  grpc::ServerUnaryReactor* AcceptEpoch(grpc::CallbackServerContext* context,
                                        const v1::AcceptEpochRequest* request,
                                        v1::AcceptEpochResponse* response) override;
  grpc::ServerUnaryReactor* ListOutputs(grpc::CallbackServerContext* context,
                                        const v1::ListOutputsRequest* request,
                                        v1::ListOutputsResponse* response) override;

 private:
  const Parts parts_;
  const serving::CallRunner runner_;
  serving::Executor& executor_;
  serving::Executor& stream_executor_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_SERVICE_RENDER_HANDLER_H_
