// The calls of StatementHandler that take a statement from one state to another.

#include <string>

#include "content-service/service/statement_actions.h"
#include "content-service/service/statement_handler.h"
#include "serving/status_macros.h"

namespace communique::content {

template <typename Request, typename Response>
grpc::ServerUnaryReactor* StatementHandler::Change(grpc::CallbackServerContext* context,
                                                   absl::string_view method, const Request* request,
                                                   Response* response) const {
  return writes_.Run(
      context, method, request, response, [request] { return ActionOf(*request); },
      [=, this](const Touched& touched, ReadAt at) {
        return ReadTouched(touched, at, *response->mutable_statement());
      });
}

grpc::ServerUnaryReactor* StatementHandler::PublishStatement(grpc::CallbackServerContext* context,
                                                             const v1::PublishStatementRequest* request,
                                                             v1::PublishStatementResponse* response) {
  return writes_.Run(
      context, "PublishStatement", request, response, [request] { return ActionOf(*request); },
      [=, this](const Touched& touched, ReadAt at) -> absl::Status {
        for (const std::string& name : touched.together) {
          RETURN_IF_ERROR(ReadTouched({.resource = name}, at, *response->add_together()));
        }
        return ReadTouched(touched, at, *response->mutable_statement());
      });
}

grpc::ServerUnaryReactor* StatementHandler::CancelSchedule(grpc::CallbackServerContext* context,
                                                           const v1::CancelScheduleRequest* request,
                                                           v1::CancelScheduleResponse* response) {
  return Change(context, "CancelSchedule", request, response);
}

grpc::ServerUnaryReactor* StatementHandler::DiscardDraft(grpc::CallbackServerContext* context,
                                                         const v1::DiscardDraftRequest* request,
                                                         v1::DiscardDraftResponse* response) {
  return Change(context, "DiscardDraft", request, response);
}

grpc::ServerUnaryReactor* StatementHandler::WithdrawStatement(grpc::CallbackServerContext* context,
                                                              const v1::WithdrawStatementRequest* request,
                                                              v1::WithdrawStatementResponse* response) {
  return Change(context, "WithdrawStatement", request, response);
}

grpc::ServerUnaryReactor* StatementHandler::RestoreStatement(grpc::CallbackServerContext* context,
                                                             const v1::RestoreStatementRequest* request,
                                                             v1::RestoreStatementResponse* response) {
  return Change(context, "RestoreStatement", request, response);
}

grpc::ServerUnaryReactor* StatementHandler::RemoveStatement(grpc::CallbackServerContext* context,
                                                            const v1::RemoveStatementRequest* request,
                                                            v1::RemoveStatementResponse* response) {
  return Change(context, "RemoveStatement", request, response);
}

}  // namespace communique::content
