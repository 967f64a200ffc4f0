// The call of StatementHandler that destroys a text.

#include <string>
#include <utility>

#include "content-service/service/name_fields.h"
#include "content-service/service/statement_handler.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

// The number in the name of something of this statement.
template <typename Id>
absl::StatusOr<int64_t> NumberIn(absl::string_view field, absl::StatusOr<Id> parsed,
                                 const std::string& statement) {
  FieldViolations violations;
  if (!parsed.ok()) {
    const absl::string_view message = parsed.status().message();
    violations.Add(field, message);
  } else if (parsed->statement != statement) {
    violations.Add(field, "is of another statement than `name`");
  } else {
    return parsed->number;
  }
  return violations.ToStatus();
}

absl::StatusOr<Action> EraseAction(const v1::EraseRequest& request) {
  content::Erase erase;
  ASSIGN_OR_RETURN(erase.statement.id, IdIn("name", ParseStatementName(request.name())));
  erase.statement.etag = request.etag();
  const std::string& id = erase.statement.id;
  switch (request.target_case()) {
    case v1::EraseRequest::kSignatory: {
      ASSIGN_OR_RETURN(erase.signatory, NumberIn("signatory", ParseSignatoryName(request.signatory()), id));
      break;
    }
    case v1::EraseRequest::kRevision: {
      ASSIGN_OR_RETURN(erase.revision, NumberIn("revision", ParseRevisionName(request.revision()), id));
      break;
    }
    case v1::EraseRequest::kBlockAnchor:
      erase.block_anchor = request.block_anchor();
      break;
    case v1::EraseRequest::TARGET_NOT_SET:
      break;
  }
  return erase;
}

}  // namespace

grpc::ServerUnaryReactor* StatementHandler::Erase(grpc::CallbackServerContext* context,
                                                  const v1::EraseRequest* request,
                                                  v1::EraseResponse* response) {
  return writes_.RunLater(
      context, "Erase", request, response, [request] { return EraseAction(*request); },
      [=, this](const Touched& touched, ReadAt at, const serving::CallRunner::Reply& reply) {
        // Whoever gets the answer may rely on it that the disk holds the text no more. That takes seconds in
        // a large store, and the threads of the other calls are few.
        scrubbing_.Post([=, this] {
          const absl::Status scrubbed = scrubber_.ScrubAll();
          reply(scrubbed.ok() ? ReadTouched(touched, at, *response->mutable_statement()) : scrubbed);
        });
      });
}

}  // namespace communique::content
