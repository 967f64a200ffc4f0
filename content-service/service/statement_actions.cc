#include "content-service/service/statement_actions.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/domain/timestamps.h"
#include "content-service/service/name_fields.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// The one statement that a request names, in the state that its caller has seen.
template <typename Request>
absl::StatusOr<SeenStatement> SeenIn(const Request& request) {
  ASSIGN_OR_RETURN(std::string id, IdIn("name", ParseStatementName(request.name())));
  return SeenStatement{std::move(id), request.etag()};
}

}  // namespace

absl::StatusOr<CreateStatement> ActionOf(const v1::CreateStatementRequest& request) {
  const v1::Statement& statement = request.statement();
  return CreateStatement{request.statement_id(), statement.group(), statement.language(),
                         statement.draft().content(), request.take_over_gone_path()};
}

absl::StatusOr<UpdateStatement> ActionOf(const v1::UpdateStatementRequest& request) {
  ASSIGN_OR_RETURN(SeenStatement seen, SeenIn(request));
  const auto& mask = request.update_mask().paths();
  return UpdateStatement{std::move(seen.id),
                         std::move(seen.etag),
                         request.content(),
                         {mask.begin(), mask.end()},
                         request.take_over_gone_path()};
}

absl::StatusOr<PublishStatement> ActionOf(const v1::PublishStatementRequest& request) {
  PublishStatement publish;
  ASSIGN_OR_RETURN(publish.statements.emplace_back(), SeenIn(request));
  for (int i = 0; i < request.together_with_size(); ++i) {
    const v1::StatementVersion& other = request.together_with(i);
    const std::string field = absl::StrCat("together_with[", i, "].name");
    ASSIGN_OR_RETURN(std::string id, IdIn(field, ParseStatementName(other.name())));
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

absl::StatusOr<CancelSchedule> ActionOf(const v1::CancelScheduleRequest& request) {
  ASSIGN_OR_RETURN(SeenStatement seen, SeenIn(request));
  return CancelSchedule{std::move(seen)};
}

absl::StatusOr<DiscardDraft> ActionOf(const v1::DiscardDraftRequest& request) {
  ASSIGN_OR_RETURN(SeenStatement seen, SeenIn(request));
  return DiscardDraft{std::move(seen)};
}

absl::StatusOr<WithdrawStatement> ActionOf(const v1::WithdrawStatementRequest& request) {
  ASSIGN_OR_RETURN(SeenStatement seen, SeenIn(request));
  return WithdrawStatement{std::move(seen), request.reason()};
}

absl::StatusOr<RestoreStatement> ActionOf(const v1::RestoreStatementRequest& request) {
  ASSIGN_OR_RETURN(SeenStatement seen, SeenIn(request));
  return RestoreStatement{std::move(seen)};
}

absl::StatusOr<RemoveStatement> ActionOf(const v1::RemoveStatementRequest& request) {
  ASSIGN_OR_RETURN(SeenStatement seen, SeenIn(request));
  RemoveStatement remove{
      .statement = std::move(seen), .gone = request.gone(), .redirect_uri = request.redirect_uri()};
  if (request.outcome_case() == v1::RemoveStatementRequest::kRedirectStatement) {
    ASSIGN_OR_RETURN(remove.redirect_statement,
                     IdIn("redirect_statement", ParseStatementName(request.redirect_statement())));
  }
  return remove;
}

absl::StatusOr<AddSignatories> ActionOf(const v1::AddSignatoriesRequest& request) {
  ASSIGN_OR_RETURN(std::string id, IdIn("parent", ParseStatementName(request.parent())));
  return AddSignatories{
      std::move(id), {request.signatories().begin(), request.signatories().end()}, request.although_closed()};
}

}  // namespace communique::content
