#ifndef COMMUNIQUE_SERVING_CALL_RUNNER_H_
#define COMMUNIQUE_SERVING_CALL_RUNNER_H_

#include <grpcpp/server_context.h>
#include <grpcpp/support/server_callback.h>

#include <functional>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/view.pb.h"
#include "serving/authorization.h"
#include "serving/executor.h"

namespace communique::serving {

// The common way of every unary call of a service: check the caller, run the work on the executor,
// reply. Handlers are left with what is theirs. Thread-safe.
class CallRunner {
 public:
  // Replies; exactly once, from any thread.
  using Reply = std::function<void(const absl::Status&)>;
  using Work = absl::AnyInvocable<absl::Status(const Caller&)>;
  using AsyncWork = absl::AnyInvocable<void(const Caller&, Reply)>;

  // `service` is the full name of the service. The others outlive the server.
  CallRunner(absl::string_view service, const Authorization& authorization, Executor& executor)
      : service_(service), authorization_(authorization), executor_(executor) {}

  // `method` is the short name ("GetStatement"). Request, response and context live until the reply.
  grpc::ServerUnaryReactor* Run(grpc::CallbackServerContext* context, absl::string_view method,
                                content::v1::View view, Work work) const;

  // For work that goes on elsewhere and replies later.
  grpc::ServerUnaryReactor* RunAsync(grpc::CallbackServerContext* context, absl::string_view method,
                                     content::v1::View view, AsyncWork work) const;

  // The same on the calling thread, which is gRPC's: for work that is short and never waits.
  grpc::ServerUnaryReactor* RunHere(grpc::CallbackServerContext* context, absl::string_view method,
                                    content::v1::View view, AsyncWork work) const;

  // The check alone, for streams.
  absl::StatusOr<Caller> Check(const grpc::CallbackServerContext& context, absl::string_view method,
                               content::v1::View view = content::v1::VIEW_PUBLIC) const;

 private:
  const std::string service_;
  const Authorization& authorization_;
  Executor& executor_;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_CALL_RUNNER_H_
