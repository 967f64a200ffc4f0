#include "render-service/pipeline/grpc_content_client.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>

#include <set>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "communique/content/v1/blob_service.grpc.pb.h"
#include "communique/content/v1/change_service.grpc.pb.h"
#include "serving/bearer_token.h"
#include "serving/grpc_status.h"
#include "serving/status_macros.h"
#include "serving/tls.h"
#include "statement/digest.h"
#include "statement/names.h"

namespace communique::render {
namespace {

constexpr int kKeepaliveMilliseconds = 30'000;

// Contexts of the calls that run, so that all can be cancelled.
class OpenCalls {
 public:
  void Add(grpc::ClientContext* context) {
    absl::MutexLock lock(&mutex_);
    if (stopped_) context->TryCancel();
    contexts_.insert(context);
  }
  void Remove(grpc::ClientContext* context) {
    absl::MutexLock lock(&mutex_);
    contexts_.erase(context);
  }
  void CancelAll() {
    absl::MutexLock lock(&mutex_);
    stopped_ = true;
    for (grpc::ClientContext* context : contexts_) context->TryCancel();
  }

 private:
  absl::Mutex mutex_;
  std::set<grpc::ClientContext*> contexts_ ABSL_GUARDED_BY(mutex_);
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
};

class Call {
 public:
  // Without a token it asks as anybody may.
  Call(OpenCalls& calls, const serving::BearerToken* token) : calls_(calls) {
    if (token != nullptr) context_.AddMetadata("authorization", absl::StrCat("Bearer ", token->Get()));
    calls_.Add(&context_);
  }
  ~Call() { calls_.Remove(&context_); }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  grpc::ClientContext* context() { return &context_; }

 private:
  OpenCalls& calls_;
  grpc::ClientContext context_;
};

class GrpcContentClient : public ContentClient {
 public:
  GrpcContentClient(const std::shared_ptr<grpc::Channel>& channel,
                    std::unique_ptr<const serving::BearerToken> token, absl::Duration download_limit)
      : token_(std::move(token)),
        download_limit_(download_limit),
        changes_(content::v1::ChangeService::NewStub(channel)),
        blobs_(content::v1::BlobService::NewStub(channel)) {}

  absl::Status Watch(const content::v1::WatchRequest& request, const OnMessage& on_message) override {
    Call call(calls_, token_.get());
    const auto reader = changes_->Watch(call.context(), request);
    content::v1::WatchResponse message;
    bool wants_more = true;
    while (wants_more && reader->Read(&message)) wants_more = on_message(std::move(message));
    if (!wants_more) call.context()->TryCancel();
    const absl::Status ended = serving::FromGrpcStatus(reader->Finish());
    if (!wants_more) return absl::OkStatus();
    return ended.ok() ? absl::UnavailableError("content-service ended the stream") : ended;
  }

  absl::StatusOr<std::string> Download(const std::string& blob) override {
    ASSIGN_OR_RETURN(const std::string sha256, ParseBlobName(blob));
    content::v1::DownloadBlobRequest request;
    request.set_name(blob);
    request.set_view(content::v1::VIEW_PUBLIC);
    Call call(calls_, token_.get());
    call.context()->set_deadline(absl::ToChronoTime(absl::Now() + download_limit_));
    const auto reader = blobs_->DownloadBlob(call.context(), request);
    content::v1::DownloadBlobResponse message;
    std::string bytes;
    while (reader->Read(&message)) bytes += message.chunk();
    RETURN_IF_ERROR(serving::FromGrpcStatus(reader->Finish()));
    if (Sha256Hex(bytes) == sha256) return bytes;
    return absl::DataLossError(absl::StrCat("content-service sent other bytes than those of ", blob,
                                            "; check its store, then render this statement again"));
  }

  void Stop() override { calls_.CancelAll(); }

 private:
  const std::unique_ptr<const serving::BearerToken> token_;
  const absl::Duration download_limit_;
  const std::unique_ptr<content::v1::ChangeService::Stub> changes_;
  const std::unique_ptr<content::v1::BlobService::Stub> blobs_;
  OpenCalls calls_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ContentClient>> MakeGrpcContentClient(const ContentClientOptions& options) {
  std::unique_ptr<const serving::BearerToken> token;
  if (!options.token_file.empty()) {
    ASSIGN_OR_RETURN(token, serving::BearerToken::Open(options.token_file));
  }
  ASSIGN_OR_RETURN(const auto credentials, serving::MakeChannelCredentials(options.tls_ca));
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMilliseconds);
  // The follower has a back-off of its own; the channel should be there when it tries.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 2'000);
  return std::make_unique<GrpcContentClient>(
      grpc::CreateCustomChannel(options.address, credentials, arguments), std::move(token),
      options.download_limit);
}

}  // namespace communique::render
