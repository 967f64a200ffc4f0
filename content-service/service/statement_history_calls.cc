// The calls of StatementHandler that tell what a statement was before.

#include "content-service/service/name_fields.h"
#include "content-service/service/statement_handler.h"
#include "content-service/service/statement_history.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {

grpc::ServerUnaryReactor* StatementHandler::ListRevisions(grpc::CallbackServerContext* context,
                                                          const v1::ListRevisionsRequest* request,
                                                          v1::ListRevisionsResponse* response) {
  return reads_.Run(context, "ListRevisions", request, response,
                    [=, this](ReadAt at) { return ListPage(history_, *request, at, *response); });
}

grpc::ServerUnaryReactor* StatementHandler::GetRevision(grpc::CallbackServerContext* context,
                                                        const v1::GetRevisionRequest* request,
                                                        v1::GetRevisionResponse* response) {
  return reads_.Run(context, "GetRevision", request, response, [=, this](ReadAt at) -> absl::Status {
    ASSIGN_OR_RETURN(const RevisionId id, IdIn("name", ParseRevisionName(request->name())));
    ASSIGN_OR_RETURN(*response->mutable_revision(),
                     history_.GetRevision(id.statement, id.number, at.sequence));
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* StatementHandler::ListEditions(grpc::CallbackServerContext* context,
                                                         const v1::ListEditionsRequest* request,
                                                         v1::ListEditionsResponse* response) {
  return reads_.Run(context, "ListEditions", request, response,
                    [=, this](ReadAt at) { return ListPage(history_, *request, at, *response); });
}

grpc::ServerUnaryReactor* StatementHandler::GetEdition(grpc::CallbackServerContext* context,
                                                       const v1::GetEditionRequest* request,
                                                       v1::GetEditionResponse* response) {
  return reads_.Run(context, "GetEdition", request, response, [=, this](ReadAt at) -> absl::Status {
    ASSIGN_OR_RETURN(const EditionId id, IdIn("name", ParseEditionName(request->name())));
    ASSIGN_OR_RETURN(*response->mutable_edition(), history_.GetEdition(id.statement, id.number, at));
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* StatementHandler::ListCommits(grpc::CallbackServerContext* context,
                                                        const v1::ListCommitsRequest* request,
                                                        v1::ListCommitsResponse* response) {
  return reads_.Run(context, "ListCommits", request, response,
                    [=, this](ReadAt at) { return ListPage(history_, *request, at, *response); });
}

grpc::ServerUnaryReactor* StatementHandler::CompareVersions(grpc::CallbackServerContext* context,
                                                            const v1::CompareVersionsRequest* request,
                                                            v1::CompareVersionsResponse* response) {
  return reads_.Run(context, "CompareVersions", request, response,
                    [=, this](ReadAt at) { return Compare(history_, *request, at, *response); });
}

}  // namespace communique::content
