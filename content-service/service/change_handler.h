#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_CHANGE_HANDLER_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_CHANGE_HANDLER_H_

#include "communique/content/v1/change_service.grpc.pb.h"
#include "content-service/service/live_tail.h"
#include "content-service/storage/change_log.h"
#include "content-service/storage/content_store.h"
#include "serving/call_runner.h"
#include "serving/executor.h"
#include "serving/wake_list.h"

namespace communique::content {

// ChangeService, with Watch as bytes, so that what many are told is encoded once.
using ChangeServiceBase = v1::ChangeService::WithRawCallbackMethod_Watch<
    v1::ChangeService::WithCallbackMethod_GetHead<v1::ChangeService::Service>>;

// Thread-safe; everything it is given outlives the server.
class ChangeHandler final : public ChangeServiceBase {
 public:
  // Woken by the commits that a view sees, and closed when the server stops.
  struct Commits {
    serving::WakeList& in_public;
    serving::WakeList& in_editorial;
  };

  ChangeHandler(const ChangeLog& log, const ContentStore& store, const serving::Authorization& authorization,
                serving::Executor& executor, serving::Executor& stream_executor, Commits commits);

  grpc::ServerWriteReactor<grpc::ByteBuffer>* Watch(grpc::CallbackServerContext* context,
                                                    const grpc::ByteBuffer* request_bytes) override;
  grpc::ServerUnaryReactor* GetHead(grpc::CallbackServerContext* context, const v1::GetHeadRequest* request,
                                    v1::GetHeadResponse* response) override;

 private:
  const ChangeLog& log_;
  const ContentStore& store_;
  const serving::CallRunner runner_;
  serving::Executor& stream_executor_;
  const Commits commits_;
  LiveTail public_tail_;
  LiveTail editorial_tail_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_CHANGE_HANDLER_H_
