#ifndef COMMUNIQUE_TESTS_CLI_FAKE_RENDER_H_
#define COMMUNIQUE_TESTS_CLI_FAKE_RENDER_H_

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "communique/render/v1/render_service.grpc.pb.h"

namespace communique::cli {

// A render-service that answers as it is told, on a port of its own.
class FakeRender final : public render::v1::RenderService::Service {
 public:
  FakeRender() {
    grpc::ServerBuilder builder;
    int port = 0;
    builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
    builder.RegisterService(this);
    server_ = builder.BuildAndStart();
    address_ = absl::StrCat("127.0.0.1:", port);
  }
  ~FakeRender() override { server_->Shutdown(); }

  const std::string& address() const { return address_; }

  render::v1::GetStatusResponse status;
  render::v1::WaitForPositionResponse waited;
  // The next waits end with these.
  std::deque<grpc::Status> wait_failures;
  std::vector<std::string> waited_for;
  render::v1::StartRenderRequest started;
  std::string accepted_epoch;
  std::vector<render::v1::Job> job_states;

  grpc::Status GetStatus(grpc::ServerContext*, const render::v1::GetStatusRequest*,
                         render::v1::GetStatusResponse* response) override {
    *response = status;
    return grpc::Status::OK;
  }
  grpc::Status AcceptEpoch(grpc::ServerContext*, const render::v1::AcceptEpochRequest* request,
                           render::v1::AcceptEpochResponse*) override {
    accepted_epoch = request->epoch();
    return grpc::Status::OK;
  }
  grpc::Status WaitForPosition(grpc::ServerContext*, const render::v1::WaitForPositionRequest* request,
                               render::v1::WaitForPositionResponse* response) override {
    waited_for.push_back(request->position());
    if (!wait_failures.empty()) {
      const grpc::Status failure = wait_failures.front();
      wait_failures.pop_front();
      return failure;
    }
    *response = waited;
    return grpc::Status::OK;
  }
  grpc::Status StartRender(grpc::ServerContext*, const render::v1::StartRenderRequest* request,
                           render::v1::StartRenderResponse* response) override {
    started = *request;
    response->mutable_job()->set_name("jobs/1");
    return grpc::Status::OK;
  }
  grpc::Status WatchJob(grpc::ServerContext*, const render::v1::WatchJobRequest*,
                        grpc::ServerWriter<render::v1::WatchJobResponse>* writer) override {
    for (const render::v1::Job& job : job_states) {
      render::v1::WatchJobResponse message;
      *message.mutable_job() = job;
      writer->Write(message);
    }
    return grpc::Status::OK;
  }

 private:
  std::string address_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace communique::cli

#endif  // COMMUNIQUE_TESTS_CLI_FAKE_RENDER_H_
