#include "content-service/service/statement_handler.h"

#include <utility>

#include "content-service/service/name_fields.h"
#include "content-service/service/statement_actions.h"
#include "content-service/service/statement_lists.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {

StatementHandler::StatementHandler(const ContentStore& store, const HistoryStore& history,
                                   Committer& committer, const PositionGate& gate, TextScrubber& scrubber,
                                   const serving::Authorization& authorization, serving::Executor& executor)
    : store_(store),
      history_(history),
      scrubber_(scrubber),
      scrubbing_(/*threads=*/1, /*max_waiting=*/0),
      runner_(v1::StatementService::service_full_name(), authorization, executor),
      reads_(runner_, store, gate),
      writes_(runner_, store, committer) {}

absl::Status StatementHandler::ReadTouched(const Touched& touched, ReadAt at,
                                           v1::Statement& statement) const {
  ASSIGN_OR_RETURN(const std::string id, ParseStatementName(touched.resource));
  ASSIGN_OR_RETURN(statement, store_.GetFreshStatement(id, at, touched.fresh.get()));
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* StatementHandler::CreateStatement(grpc::CallbackServerContext* context,
                                                            const v1::CreateStatementRequest* request,
                                                            v1::CreateStatementResponse* response) {
  return writes_.Run(
      context, "CreateStatement", request, response, [request] { return ActionOf(*request); },
      [=, this](const Touched& touched, ReadAt at) {
        return ReadTouched(touched, at, *response->mutable_statement());
      });
}

grpc::ServerUnaryReactor* StatementHandler::UpdateStatement(grpc::CallbackServerContext* context,
                                                            const v1::UpdateStatementRequest* request,
                                                            v1::UpdateStatementResponse* response) {
  return writes_.Run(
      context, "UpdateStatement", request, response, [request] { return ActionOf(*request); },
      [=, this](const Touched& touched, ReadAt at) {
        return ReadTouched(touched, at, *response->mutable_statement());
      });
}

grpc::ServerUnaryReactor* StatementHandler::GetStatement(grpc::CallbackServerContext* context,
                                                         const v1::GetStatementRequest* request,
                                                         v1::GetStatementResponse* response) {
  return reads_.Run(context, "GetStatement", request, response, [=, this](ReadAt at) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string id, IdIn("name", ParseStatementName(request->name())));
    ASSIGN_OR_RETURN(*response->mutable_statement(), store_.GetStatement(id, at));
    // How much is read is nobody else's business, and would tell of views before the publication.
    if (at.view != v1::VIEW_EDITORIAL) return absl::OkStatus();
    ASSIGN_OR_RETURN(const int64_t views, store_.ViewCount(id));
    response->set_view_count(views);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* StatementHandler::RecordViews(grpc::CallbackServerContext* context,
                                                        const v1::RecordViewsRequest* request,
                                                        v1::RecordViewsResponse* response) {
  return writes_.RunUpkeep(context, "RecordViews", request, response, [request]() -> Task {
    content::RecordViews views;
    for (const v1::ViewCount& count : request->counts()) {
      // What is no name is no id either, and told with all else that is wrong.
      views.counts.push_back({ParseStatementName(count.statement()).value_or(""), count.count()});
    }
    return views;
  });
}

grpc::ServerUnaryReactor* StatementHandler::BatchGetStatements(grpc::CallbackServerContext* context,
                                                               const v1::BatchGetStatementsRequest* request,
                                                               v1::BatchGetStatementsResponse* response) {
  return reads_.Run(context, "BatchGetStatements", request, response,
                    [=, this](ReadAt at) { return BatchGet(store_, *request, at, *response); });
}

grpc::ServerUnaryReactor* StatementHandler::ListStatements(grpc::CallbackServerContext* context,
                                                           const v1::ListStatementsRequest* request,
                                                           v1::ListStatementsResponse* response) {
  return reads_.Run(context, "ListStatements", request, response,
                    [=, this](ReadAt at) { return ListPage(store_, *request, at, *response); });
}

}  // namespace communique::content
