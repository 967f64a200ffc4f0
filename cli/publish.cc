#include "cli/publish.h"

#include <utility>

#include "cli/json.h"
#include "cli/render_wait.h"
#include "cli/request_id.h"
#include "cli/statement_view.h"
#include "cli/text_layout.h"
#include "serving/status_macros.h"

namespace communique::cli {

namespace v1 = content::v1;

absl::StatusOr<std::string> EtagOf(const std::string& name, std::string etag, Session& session) {
  if (!etag.empty()) return etag;
  v1::GetStatementRequest get;
  get.set_name(name);
  get.set_view(v1::VIEW_EDITORIAL);
  ASSIGN_OR_RETURN(const v1::GetStatementResponse found, session.content().Call(get));
  return found.statement().etag();
}

absl::StatusOr<Published> PublishStatement(v1::PublishStatementRequest request, Session& session) {
  ASSIGN_OR_RETURN(*request.mutable_etag(), EtagOf(request.name(), request.etag(), session));
  for (v1::StatementVersion& other : *request.mutable_together_with()) {
    ASSIGN_OR_RETURN(*other.mutable_etag(), EtagOf(other.name(), other.etag(), session));
  }
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(v1::PublishStatementResponse response, session.content().Call(request));
  return Published{.statement = std::move(*response.mutable_statement()), .position = response.position()};
}

absl::Status FinishPublication(const Published& published, bool wait, Session& session) {
  if (!wait) {
    PrintSummary(published.statement, session);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const render::v1::WaitForPositionResponse rendered,
                   WaitForRender(published.position, {published.statement.name()}, session));
  PrintSummary(published.statement, session);
  return ReportFailures(rendered.failures(), session);
}

void PrintSummary(const v1::Statement& statement, Session& session) {
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(statement);
    return;
  }
  terminal.out << FormatFields(
      {{"name", statement.name()}, {"state", StateWords(statement)}, {"path", PathOf(statement)}},
      terminal.width);
}

}  // namespace communique::cli
