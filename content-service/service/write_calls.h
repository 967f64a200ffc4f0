#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_WRITE_CALLS_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_WRITE_CALLS_H_

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "content-service/commit/committer.h"
#include "content-service/domain/command.h"
#include "content-service/domain/upkeep.h"
#include "content-service/service/request_digest.h"
#include "content-service/storage/content_store.h"
#include "serving/call_runner.h"
#include "serving/trace_context.h"

namespace communique::content {

// The common way of the writes of one service: the caller's role and name, the digest that binds a
// request_id to its arguments, the commit, and the position in the answer. Thread-safe.
class WriteCalls {
 public:
  // Fills the response, all but the position, from what was committed.
  using Answer = std::function<absl::Status(const Touched&, ReadAt)>;
  // The same for an answer that takes its time: it goes on elsewhere and replies later, once.
  using LaterAnswer = std::function<void(const Touched&, ReadAt, const serving::CallRunner::Reply&)>;

  WriteCalls(const serving::CallRunner& runner, const ContentStore& store, Committer& committer)
      : runner_(runner), store_(store), committer_(committer) {}

  // After validate_only `answer` is not asked, since nothing was stored: the response has the position
  // alone that the call was judged against.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* Run(grpc::CallbackServerContext* context, absl::string_view method,
                                const Request* request, Response* response,
                                const std::function<absl::StatusOr<Action>()>& make_action,
                                const Answer& answer) const {
    return RunLater(context, method, request, response, make_action,
                    [answer](const Touched& touched, ReadAt at, const serving::CallRunner::Reply& reply) {
                      reply(answer(touched, at));
                    });
  }

  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* RunLater(grpc::CallbackServerContext* context, absl::string_view method,
                                     const Request* request, Response* response,
                                     const std::function<absl::StatusOr<Action>()>& make_action,
                                     const LaterAnswer& answer) const {
    const std::string name(method);
    const auto work = [=, this](const serving::Caller& caller, const serving::CallRunner::Reply& reply) {
      absl::StatusOr<Action> action = make_action();
      if (!action.ok()) return reply(action.status());
      Command command;
      command.action = *std::move(action);
      command.actor = caller.actor;
      command.request_id = request->request_id();
      command.payload_hash = command.request_id.empty() ? "" : PayloadHash(name, *request);
      command.traceparent = serving::TraceparentOf(context->client_metadata());
      command.validate_only = request->validate_only();
      committer_.Submit(std::move(command), [=, this](absl::StatusOr<CommitOutcome> outcome) {
        if (!outcome.ok()) return reply(outcome.status());
        response->set_position(
            PositionFor(v1::VIEW_EDITORIAL, store_.Epoch(), outcome->sequence, outcome->public_position));
        if (request->validate_only()) return reply(absl::OkStatus());
        answer(outcome->touched, ReadAt{v1::VIEW_EDITORIAL, outcome->sequence}, reply);
      });
    };
    if (request->ByteSizeLong() <= kMostBytesHere) {
      return runner_.RunHere(context, method, v1::VIEW_UNSPECIFIED, work);
    }
    return runner_.RunAsync(context, method, v1::VIEW_UNSPECIFIED, work);
  }

  // Of a write that stands beside the history. The answer has the position of the head.
  template <typename Request, typename Response>
  grpc::ServerUnaryReactor* RunUpkeep(grpc::CallbackServerContext* context, absl::string_view method,
                                      const Request* request, Response* response,
                                      const std::function<Task()>& make_task) const {
    const std::string name(method);
    return runner_.RunAsync(
        context, method, v1::VIEW_UNSPECIFIED,
        [=, this](const serving::Caller& caller, const serving::CallRunner::Reply& reply) {
          Upkeep upkeep{make_task(), caller.actor, request->request_id(), ""};
          if (!upkeep.request_id.empty()) upkeep.payload_hash = PayloadHash(name, *request);
          committer_.Submit(std::move(upkeep), [=, this](absl::StatusOr<CommitOutcome> outcome) {
            if (!outcome.ok()) return reply(outcome.status());
            response->set_position(
                PositionFor(v1::VIEW_EDITORIAL, store_.Epoch(), outcome->sequence, outcome->public_position));
            reply(absl::OkStatus());
          });
        });
  }

 private:
  // To check a short text takes less time than to wake another thread for it.
  static constexpr size_t kMostBytesHere = size_t{16} << 10;

  const serving::CallRunner& runner_;
  const ContentStore& store_;
  Committer& committer_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_WRITE_CALLS_H_
