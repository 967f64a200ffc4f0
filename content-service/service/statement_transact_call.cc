// StatementHandler's Transact.

#include <string>
#include <vector>

#include "content-service/service/list_pages.h"
#include "content-service/service/statement_actions.h"
#include "content-service/service/statement_handler.h"
#include "serving/status_macros.h"

namespace communique::content {
namespace {

// Many statements are in one answer.
void ClearWhatIsLong(v1::Statement& statement) {
  if (statement.has_draft()) statement.mutable_draft()->mutable_content()->clear_blocks();
  if (!statement.has_live()) return;
  statement.mutable_live()->mutable_content()->clear_blocks();
  statement.mutable_live()->clear_parts();
}

}  // namespace

grpc::ServerUnaryReactor* StatementHandler::Transact(grpc::CallbackServerContext* context,
                                                     const v1::TransactRequest* request,
                                                     v1::TransactResponse* response) {
  return writes_.Run(
      context, "Transact", request, response, [request] { return ActionOf(*request); },
      [=, this](const Touched& touched, ReadAt at) -> absl::Status {
        std::vector<std::string> names = {touched.resource};
        names.insert(names.end(), touched.together.begin(), touched.together.end());
        size_t bytes = 0;
        for (const std::string& name : names) {
          v1::Statement& statement = *response->add_statements();
          RETURN_IF_ERROR(ReadTouched({.resource = name}, at, statement));
          ClearWhatIsLong(statement);
          if (bytes + statement.ByteSizeLong() > kLargestAnswer) {
            statement.clear_draft();
            statement.clear_live();
          }
          bytes += statement.ByteSizeLong();
        }
        return absl::OkStatus();
      });
}

}  // namespace communique::content
