// The calls of StatementHandler on lists of signatories.

#include <string>
#include <utility>
#include <vector>

#include "content-service/domain/stored_statement.h"
#include "content-service/service/name_fields.h"
#include "content-service/service/statement_actions.h"
#include "content-service/service/statement_handler.h"
#include "content-service/service/statement_lists.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

constexpr size_t kMostDuplicates = 1'000;

absl::StatusOr<SeenSignatory> SeenIn(absl::string_view field, const std::string& name,
                                     const std::string& etag) {
  const absl::StatusOr<SignatoryId> id = ParseSignatoryName(name);
  if (id.ok()) return SeenSignatory{id->statement, id->number, etag};
  FieldViolations violations;
  violations.Add(field, id.status().message());
  return violations.ToStatus();
}

template <typename Duplicates>
void AddDuplicates(const std::string& statement, const std::vector<DuplicateRow>& rows,
                   Duplicates& duplicates) {
  for (const DuplicateRow& row : rows) {
    v1::DuplicateSignatory& duplicate = *duplicates.Add();
    duplicate.set_signatory(SignatoryName(statement, row.number));
    duplicate.set_same_as(SignatoryName(statement, row.same_as));
  }
}

}  // namespace

absl::Status StatementHandler::ReadTouchedRow(const Touched& touched, ReadAt at,
                                              v1::Signatory& signatory) const {
  ASSIGN_OR_RETURN(const std::string id, ParseStatementName(touched.resource));
  ASSIGN_OR_RETURN(auto rows, store_.GetSignatories(id, touched.first_signatory, 1, at));
  if (!rows.empty()) signatory = std::move(rows.front());
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* StatementHandler::AddSignatories(grpc::CallbackServerContext* context,
                                                           const v1::AddSignatoriesRequest* request,
                                                           v1::AddSignatoriesResponse* response) {
  return writes_.Run(
      context, "AddSignatories", request, response, [request] { return ActionOf(*request); },
      [=, this](const Touched& touched, ReadAt at) -> absl::Status {
        ASSIGN_OR_RETURN(const std::string id, ParseStatementName(touched.resource));
        ASSIGN_OR_RETURN(auto rows,
                         store_.GetSignatories(id, touched.first_signatory, touched.signatory_count, at));
        // Here and not in the commit, which others wait for.
        ASSIGN_OR_RETURN(const auto duplicates, store_.FindDuplicates(id, rows));
        AddDuplicates(id, duplicates, *response->mutable_duplicates());
        for (v1::Signatory& row : rows) *response->add_signatories() = std::move(row);
        return absl::OkStatus();
      });
}

grpc::ServerUnaryReactor* StatementHandler::WithdrawSignatory(grpc::CallbackServerContext* context,
                                                              const v1::WithdrawSignatoryRequest* request,
                                                              v1::WithdrawSignatoryResponse* response) {
  return writes_.Run(
      context, "WithdrawSignatory", request, response,
      [request]() -> absl::StatusOr<Action> {
        ASSIGN_OR_RETURN(SeenSignatory seen, SeenIn("name", request->name(), request->etag()));
        return content::WithdrawSignatory{std::move(seen), request->reason()};
      },
      [=, this](const Touched& touched, ReadAt at) {
        return ReadTouchedRow(touched, at, *response->mutable_signatory());
      });
}

grpc::ServerUnaryReactor* StatementHandler::CorrectSignatory(grpc::CallbackServerContext* context,
                                                             const v1::CorrectSignatoryRequest* request,
                                                             v1::CorrectSignatoryResponse* response) {
  return writes_.Run(
      context, "CorrectSignatory", request, response,
      [request]() -> absl::StatusOr<Action> {
        const v1::Signatory& signatory = request->signatory();
        ASSIGN_OR_RETURN(SeenSignatory seen, SeenIn("signatory.name", signatory.name(), signatory.etag()));
        const auto& mask = request->update_mask().paths();
        return content::CorrectSignatory{
            std::move(seen), signatory, {mask.begin(), mask.end()}, request->reason()};
      },
      [=, this](const Touched& touched, ReadAt at) {
        return ReadTouchedRow(touched, at, *response->mutable_signatory());
      });
}

grpc::ServerUnaryReactor* StatementHandler::GetSignatory(grpc::CallbackServerContext* context,
                                                         const v1::GetSignatoryRequest* request,
                                                         v1::GetSignatoryResponse* response) {
  return reads_.Run(context, "GetSignatory", request, response, [=, this](ReadAt at) -> absl::Status {
    ASSIGN_OR_RETURN(const SignatoryId id, IdIn("name", ParseSignatoryName(request->name())));
    ASSIGN_OR_RETURN(auto rows, store_.GetSignatories(id.statement, id.number, 1, at));
    if (rows.empty()) return NoSuchSignatory(id.statement, id.number);
    *response->mutable_signatory() = std::move(rows.front());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* StatementHandler::ListSignatories(grpc::CallbackServerContext* context,
                                                            const v1::ListSignatoriesRequest* request,
                                                            v1::ListSignatoriesResponse* response) {
  return reads_.Run(context, "ListSignatories", request, response,
                    [=, this](ReadAt at) { return ListPage(store_, *request, at, *response); });
}

grpc::ServerUnaryReactor* StatementHandler::CheckSignatories(grpc::CallbackServerContext* context,
                                                             const v1::CheckSignatoriesRequest* request,
                                                             v1::CheckSignatoriesResponse* response) {
  return reads_.Run(context, "CheckSignatories", request, response, [=, this](ReadAt at) -> absl::Status {
    ASSIGN_OR_RETURN(const std::string id, IdIn("parent", ParseStatementName(request->parent())));
    ASSIGN_OR_RETURN(const SignatoryCheck check, store_.CheckSignatories(id, kMostDuplicates, at));
    response->set_stated_count(check.stated_count);
    response->set_signatory_count(check.signatory_count);
    response->set_withdrawn_count(check.withdrawn_count);
    response->set_open(check.open);
    AddDuplicates(id, check.duplicates, *response->mutable_duplicates());
    return absl::OkStatus();
  });
}

}  // namespace communique::content
