// The calls of StatementHandler that take a statement from one state to another.

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/timestamps.h"
#include "content-service/service/name_fields.h"
#include "content-service/service/statement_handler.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

absl::StatusOr<Action> PublishAction(const v1::PublishStatementRequest& request) {
  content::PublishStatement publish;
  ASSIGN_OR_RETURN(std::string id, IdIn("name", ParseStatementName(request.name())));
  publish.statements.push_back({std::move(id), request.etag()});
  for (int i = 0; i < request.together_with_size(); ++i) {
    const v1::StatementVersion& other = request.together_with(i);
    const std::string field = absl::StrCat("together_with[", i, "].name");
    ASSIGN_OR_RETURN(id, IdIn(field, ParseStatementName(other.name())));
    publish.statements.push_back({std::move(id), other.etag()});
  }
  if (!request.has_publish_time()) return publish;
  if (!IsTimestamp(request.publish_time())) {
    FieldViolations violations;
    violations.Add("publish_time", "is no time of the years 1970 to 2200");
    return violations.ToStatus();
  }
  publish.publish_time = FromTimestamp(request.publish_time());
  return publish;
}

absl::StatusOr<Action> RemoveAction(SeenStatement seen, const v1::RemoveStatementRequest& request) {
  content::RemoveStatement remove{
      .statement = std::move(seen), .gone = request.gone(), .redirect_uri = request.redirect_uri()};
  if (request.outcome_case() == v1::RemoveStatementRequest::kRedirectStatement) {
    ASSIGN_OR_RETURN(remove.redirect_statement,
                     IdIn("redirect_statement", ParseStatementName(request.redirect_statement())));
  }
  return remove;
}

}  // namespace

template <typename Request, typename Response>
grpc::ServerUnaryReactor* StatementHandler::Change(
    grpc::CallbackServerContext* context, absl::string_view method, const Request* request,
    Response* response, absl::StatusOr<Action> (*make_action)(SeenStatement, const Request&)) const {
  return writes_.Run(
      context, method, request, response,
      [=]() -> absl::StatusOr<Action> {
        ASSIGN_OR_RETURN(std::string id, IdIn("name", ParseStatementName(request->name())));
        return make_action({std::move(id), request->etag()}, *request);
      },
      [=, this](const Touched& touched, ReadAt at) {
        return ReadTouched(touched, at, *response->mutable_statement());
      });
}

grpc::ServerUnaryReactor* StatementHandler::PublishStatement(grpc::CallbackServerContext* context,
                                                             const v1::PublishStatementRequest* request,
                                                             v1::PublishStatementResponse* response) {
  return writes_.Run(
      context, "PublishStatement", request, response, [request] { return PublishAction(*request); },
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
  return Change<v1::CancelScheduleRequest>(context, "CancelSchedule", request, response,
                                           [](SeenStatement seen, const auto&) -> absl::StatusOr<Action> {
                                             return content::CancelSchedule{std::move(seen)};
                                           });
}

grpc::ServerUnaryReactor* StatementHandler::DiscardDraft(grpc::CallbackServerContext* context,
                                                         const v1::DiscardDraftRequest* request,
                                                         v1::DiscardDraftResponse* response) {
  return Change<v1::DiscardDraftRequest>(context, "DiscardDraft", request, response,
                                         [](SeenStatement seen, const auto&) -> absl::StatusOr<Action> {
                                           return content::DiscardDraft{std::move(seen)};
                                         });
}

grpc::ServerUnaryReactor* StatementHandler::WithdrawStatement(grpc::CallbackServerContext* context,
                                                              const v1::WithdrawStatementRequest* request,
                                                              v1::WithdrawStatementResponse* response) {
  return Change<v1::WithdrawStatementRequest>(
      context, "WithdrawStatement", request, response,
      [](SeenStatement seen, const auto& withdraw) -> absl::StatusOr<Action> {
        return content::WithdrawStatement{std::move(seen), withdraw.reason()};
      });
}

grpc::ServerUnaryReactor* StatementHandler::RestoreStatement(grpc::CallbackServerContext* context,
                                                             const v1::RestoreStatementRequest* request,
                                                             v1::RestoreStatementResponse* response) {
  return Change<v1::RestoreStatementRequest>(context, "RestoreStatement", request, response,
                                             [](SeenStatement seen, const auto&) -> absl::StatusOr<Action> {
                                               return content::RestoreStatement{std::move(seen)};
                                             });
}

grpc::ServerUnaryReactor* StatementHandler::RemoveStatement(grpc::CallbackServerContext* context,
                                                            const v1::RemoveStatementRequest* request,
                                                            v1::RemoveStatementResponse* response) {
  return Change<v1::RemoveStatementRequest>(context, "RemoveStatement", request, response, &RemoveAction);
}

}  // namespace communique::content
