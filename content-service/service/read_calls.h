#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_READ_CALLS_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_READ_CALLS_H_

#include <functional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
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

// What a request asks to see; a method without a choice is for editors.
template <typename Request>
v1::View ViewOf(const Request& request) {
  if constexpr (requires { request.view(); }) {
    return EffectiveView(request.view());
  } else {
    return v1::VIEW_EDITORIAL;
  }
}

// The position whose state a request asks for; empty for the newest.
template <typename Request>
std::string AtPositionOf(const Request& request) {
  if constexpr (requires { request.at_position(); }) {
    return request.at_position();
  } else {
    return "";
  }
}

// The common way of the reads of one service: the caller's role for the view, the wait for
// `min_position`, one state for the whole answer (the newest, or that of `at_position`), and its position in
// the answer. Thread-safe.
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
        context, method, ViewForRole(*request),
        [=, this, read = std::move(read)](const serving::Caller&, const serving::CallRunner::Reply& reply) {
          const v1::View view = ViewOf(*request);
          gate_.Await(request->min_position(), view, *context, [=, this](const absl::Status& reached) {
            if (!reached.ok()) return reply(reached);
            const absl::StatusOr<StateToRead> state = FindState(AtPositionOf(*request), view);
            if (!state.ok()) return reply(state.status());
            response->set_position(state->position);
            reply(read(state->at));
          });
        });
  }

 private:
  struct StateToRead {
    ReadAt at;
    std::string position;
  };
  // INVALID_ARGUMENT, reason BAD_POSITION; FAILED_PRECONDITION, reason EPOCH_CHANGED; OUT_OF_RANGE, reason
  // POSITION_AHEAD. In PUBLIC only the public part of a position counts.
  absl::StatusOr<StateToRead> FindState(const std::string& at_position, v1::View view) const;

  template <typename Request>
  static v1::View ViewForRole(const Request& request) {
    if constexpr (requires { request.view(); }) {
      return request.view();
    } else {
      return v1::VIEW_UNSPECIFIED;
    }
  }

  const serving::CallRunner& runner_;
  const ContentStore& store_;
  const PositionGate& gate_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_READ_CALLS_H_
