#include "content-service/service/change_handler.h"

#include "absl/time/time.h"
#include "content-service/service/read_calls.h"
#include "content-service/service/watch_stream.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

constexpr absl::Duration kShortestProgress = absl::Milliseconds(100);
constexpr absl::Duration kLongestProgress = absl::Seconds(60);
constexpr absl::Duration kUsualProgress = absl::Seconds(10);

absl::Duration ProgressInterval(const v1::WatchRequest& request) {
  if (!request.has_progress_interval()) return kUsualProgress;
  const google::protobuf::Duration& asked = request.progress_interval();
  return absl::Seconds(asked.seconds()) + absl::Nanoseconds(asked.nanos());
}

absl::Status CheckRequest(const v1::WatchRequest& request) {
  RETURN_IF_ERROR(CheckFilter(request.filter()));
  FieldViolations violations;
  const absl::Duration interval = ProgressInterval(request);
  if (interval < kShortestProgress || interval > kLongestProgress) {
    violations.Add("progress_interval", "must be 100 ms to 60 s, or unset for 10 s");
  }
  if (!request.cursor().empty() && !request.snapshot_resume_token().empty()) {
    violations.Add("snapshot_resume_token",
                   "cannot be given together with a cursor: the one goes on within a "
                   "snapshot, the other after it");
  }
  return violations.ToStatus();
}

}  // namespace

ChangeHandler::ChangeHandler(const ChangeLog& log, const ContentStore& store,
                             const serving::Authorization& authorization, serving::Executor& executor,
                             serving::Executor& stream_executor, Commits commits)
    : log_(log),
      store_(store),
      runner_(v1::ChangeService::service_full_name(), authorization, executor),
      stream_executor_(stream_executor),
      commits_(commits),
      public_tail_(log, v1::VIEW_PUBLIC),
      editorial_tail_(log, v1::VIEW_EDITORIAL) {}

grpc::ServerWriteReactor<grpc::ByteBuffer>* ChangeHandler::Watch(grpc::CallbackServerContext* context,
                                                                 const grpc::ByteBuffer* request_bytes) {
  using Refused = serving::RefusedStream<grpc::ByteBuffer>;
  v1::WatchRequest request;
  grpc::ByteBuffer bytes = *request_bytes;
  if (!grpc::SerializationTraits<v1::WatchRequest>::Deserialize(&bytes, &request).ok()) {
    return new Refused(absl::InvalidArgumentError("the request is not a WatchRequest"));
  }
  const auto allowed = [this, context, view = request.view()] {
    return runner_.Check(*context, "Watch", view).status();
  };
  if (const absl::Status status = allowed(); !status.ok()) return new Refused(status);
  if (const absl::Status status = CheckRequest(request); !status.ok()) return new Refused(status);
  request.set_view(EffectiveView(request.view()));
  const bool editorial = request.view() == v1::VIEW_EDITORIAL;
  const absl::Duration interval = ProgressInterval(request);
  auto* const stream =
      new WatchStream(log_, editorial ? editorial_tail_ : public_tail_, std::move(request), interval, allowed,
                      stream_executor_, editorial ? commits_.in_editorial : commits_.in_public);
  stream->Start();
  return stream;
}

grpc::ServerUnaryReactor* ChangeHandler::GetHead(grpc::CallbackServerContext* context,
                                                 const v1::GetHeadRequest* request,
                                                 v1::GetHeadResponse* response) {
  return runner_.Run(context, "GetHead", request->view(), [=, this](const serving::Caller&) {
    const LogHead head = log_.Head(EffectiveView(request->view()));
    response->set_position(head.position);
    response->set_number(head.number);
    response->set_epoch(store_.Epoch());
    response->set_chain_hash(head.chain_hash);
    return absl::OkStatus();
  });
}

}  // namespace communique::content
