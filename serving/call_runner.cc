#include "serving/call_runner.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "serving/grpc_status.h"

namespace communique::serving {
namespace {

CallRunner::Reply ReplyOf(grpc::ServerUnaryReactor* reactor) {
  return [reactor](const absl::Status& status) { reactor->Finish(ToGrpcStatus(status)); };
}

}  // namespace

absl::StatusOr<Caller> CallRunner::Check(const grpc::CallbackServerContext& context, absl::string_view method,
                                         content::v1::View view) const {
  return authorization_.Check(context.client_metadata(), absl::StrCat("/", service_, "/", method), view);
}

grpc::ServerUnaryReactor* CallRunner::Run(grpc::CallbackServerContext* context, absl::string_view method,
                                          content::v1::View view, Work work) const {
  return RunAsync(
      context, method, view,
      [work = std::move(work)](const Caller& caller, const Reply& reply) mutable { reply(work(caller)); });
}

grpc::ServerUnaryReactor* CallRunner::RunHere(grpc::CallbackServerContext* context, absl::string_view method,
                                              content::v1::View view, AsyncWork work) const {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const Reply reply = ReplyOf(reactor);
  const absl::StatusOr<Caller> caller = Check(*context, method, view);
  caller.ok() ? work(*caller, reply) : reply(caller.status());
  return reactor;
}

grpc::ServerUnaryReactor* CallRunner::RunAsync(grpc::CallbackServerContext* context, absl::string_view method,
                                               content::v1::View view, AsyncWork work) const {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  const Reply reply = ReplyOf(reactor);
  absl::StatusOr<Caller> caller = Check(*context, method, view);
  if (!caller.ok()) {
    reply(caller.status());
    return reactor;
  }
  const absl::Status accepted = executor_.Submit(
      [work = std::move(work), caller = *std::move(caller), reply]() mutable { work(caller, reply); });
  if (!accepted.ok()) {
    reply(accepted);
  }
  return reactor;
}

}  // namespace communique::serving
