#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_READ_CALLS_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_READ_CALLS_H_

#include <functional>
#include <utility>

#include "absl/strings/string_view.h"
#include "communique/content/v1/view.pb.h"
#include "content-service/service/position_gate.h"
#include "content-service/storage/content_store.h"
#include "serving/call_runner.h"

namespace communique::content {

// PUBLIC where nothing else was asked for.
inline v1::View EffectiveView(v1::View view) {
  return view == v1::VIEW_EDITORIAL ? v1::VIEW_EDITORIAL : v1::VIEW_PUBLIC;
}

// The common way of the reads of one service: the caller's role for the view, the wait for
// `min_position`, one state for the whole answer, and its position in the answer. Thread-safe.
class ReadCalls {
 public:
  ReadCalls(const serving::CallRunner& runner, const ContentStore& store, const PositionGate& gate)
      : runner_(runner), store_(store), gate_(gate) {}

  // `read` fills the response, all but the position, with the state given.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Run(grpc::CallbackServerContext* context, absl::string_view method,
                                const Request* request, Response* response,
                                std::function<absl::Status(ReadAt)> read) const {
    return runner_.RunAsync(
        context, method, request->view(),
        [=, this, read = std::move(read)](const serving::Caller&, const serving::CallRunner::Reply& reply) {
          const v1::View view = EffectiveView(request->view());
          gate_.Await(request->min_position(), view, *context, [=, this](const absl::Status& reached) {
            if (!reached.ok()) return reply(reached);
            const ChainEnd head = store_.Head();
            response->set_position(PositionFor(view, store_.Epoch(), head.sequence, head.public_position));
            reply(read(ReadAt{view, head.sequence}));
          });
        });
  }

 private:
  const serving::CallRunner& runner_;
  const ContentStore& store_;
  const PositionGate& gate_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_READ_CALLS_H_
