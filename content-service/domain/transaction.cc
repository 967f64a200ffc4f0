#include "content-service/domain/transaction.h"

#include <map>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/statement_rules.h"
#include "google/rpc/error_details.pb.h"

namespace communique::content {
namespace {

// As the oneof of Operation has them.
absl::string_view WordFor(const CreateStatement&) { return "create"; }
absl::string_view WordFor(const UpdateStatement&) { return "update"; }
absl::string_view WordFor(const PublishStatement&) { return "publish"; }
absl::string_view WordFor(const CancelSchedule&) { return "cancel_schedule"; }
absl::string_view WordFor(const DiscardDraft&) { return "discard_draft"; }
absl::string_view WordFor(const WithdrawStatement&) { return "withdraw"; }
absl::string_view WordFor(const RestoreStatement&) { return "restore"; }
absl::string_view WordFor(const RemoveStatement&) { return "remove"; }
absl::string_view WordFor(const AddSignatories&) { return "add_signatories"; }

size_t BytesOf(const CreateStatement& create) { return create.content.ByteSizeLong(); }
size_t BytesOf(const UpdateStatement& update) { return update.content.ByteSizeLong(); }
size_t BytesOf(const WithdrawStatement& withdraw) { return withdraw.reason.size(); }
size_t BytesOf(const RemoveStatement& remove) { return remove.gone.size() + remove.redirect_uri.size(); }
size_t BytesOf(const AddSignatories& add) {
  size_t bytes = 0;
  for (const v1::Signatory& signatory : add.signatories) bytes += signatory.ByteSizeLong();
  return bytes;
}
// Ids, etags and times.
template <typename WithoutText>
size_t BytesOf(const WithoutText&) {
  return 0;
}

// Ids of the statements whose draft the operation writes or discards; of one that is given its id, none.
std::vector<std::string> Writes(const StatementAction& operation) {
  std::string id;
  if (const auto* create = std::get_if<CreateStatement>(&operation)) id = create->id;
  if (const auto* update = std::get_if<UpdateStatement>(&operation)) id = update->id;
  if (const auto* discard = std::get_if<DiscardDraft>(&operation)) id = discard->statement.id;
  return id.empty() ? std::vector<std::string>() : std::vector<std::string>{std::move(id)};
}

std::vector<std::string> Publishes(const StatementAction& operation) {
  std::vector<std::string> ids;
  const auto* publish = std::get_if<PublishStatement>(&operation);
  if (publish == nullptr || publish->publish_time.has_value()) return ids;
  for (const SeenStatement& seen : publish->statements) ids.push_back(seen.id);
  return ids;
}

// Each of what an operation does to statements, at most once over all of them.
void CheckOnce(const Transact& transact, std::vector<std::string> (*ids_of)(const StatementAction&),
               absl::string_view what, FieldViolations& violations) {
  std::map<std::string, std::string> first;
  for (size_t i = 0; i < transact.operations.size(); ++i) {
    const std::string field = OperationField(i, transact.operations[i]);
    for (std::string& id : ids_of(transact.operations[i])) {
      const auto [known, is_new] = first.emplace(std::move(id), field);
      if (!is_new && known->second != field) violations.Add(field, absl::StrCat(what, known->second));
    }
  }
}

}  // namespace

std::string OperationField(size_t index, const StatementAction& operation) {
  const auto word = std::visit([](const auto& action) { return WordFor(action); }, operation);
  return absl::StrCat("operations[", index, "].", word);
}

absl::Status InOperation(absl::string_view field, const absl::Status& status) {
  if (status.ok()) return status;
  const auto details = status.GetPayload(kBadRequestType);
  if (google::rpc::BadRequest found; details.has_value() && found.ParseFromString(std::string(*details)) &&
                                     !found.field_violations().empty()) {
    FieldViolations violations;
    for (const auto& violation : found.field_violations()) {
      violations.Add(absl::StrCat(field, ".", violation.field()), violation.description());
    }
    return violations.ToStatus();
  }
  absl::Status named(status.code(), absl::StrCat(field, ": ", status.message()));
  status.ForEachPayload(
      [&](absl::string_view type, const absl::Cord& payload) { named.SetPayload(type, payload); });
  return named;
}

size_t TextBytesOf(const StatementAction& operation) {
  return std::visit([](const auto& action) { return BytesOf(action); }, operation);
}

void CheckTransaction(const Transact& transact, FieldViolations& violations) {
  const size_t count = transact.operations.size();
  if (count == 0 || count > kMostOperations) {
    violations.Add("operations", absl::StrCat("has ", count, " entries; give 1 to ", kMostOperations));
    return;
  }
  size_t signatories = 0;
  for (const StatementAction& operation : transact.operations) {
    if (const auto* add = std::get_if<AddSignatories>(&operation)) signatories += add->signatories.size();
  }
  if (signatories > kMostSignatoriesInOneCall) {
    violations.Add("operations", absl::StrCat("add ", signatories, " signatories; at most ",
                                              kMostSignatoriesInOneCall, " are allowed in one call"));
  }
  CheckOnce(transact, &Writes, "writes or discards a draft a second time; put it into ", violations);
  CheckOnce(transact, &Publishes,
            "publishes a statement a second time, and an edition would never be told; leave it out, or leave "
            "it to ",
            violations);
}

absl::Status CheckTransactionSize(const Transact& transact) {
  size_t bytes = 0;
  for (size_t i = 0; i < transact.operations.size(); ++i) {
    const StatementAction& operation = transact.operations[i];
    bytes += TextBytesOf(operation);
    absl::Status size;
    if (const auto* create = std::get_if<CreateStatement>(&operation))
      size = CheckContentSize(create->content);
    if (const auto* update = std::get_if<UpdateStatement>(&operation))
      size = CheckContentSize(update->content);
    if (!size.ok()) return InOperation(OperationField(i, operation), size);
  }
  if (bytes <= kLargestTransactionBytes) return absl::OkStatus();
  return ErrorWithReason(
      absl::StatusCode::kResourceExhausted, "CONTENT_TOO_LARGE",
      absl::StrCat("the operations hold ", bytes, " bytes of text and at most ", kLargestTransactionBytes,
                   " are allowed; write drafts in calls of their ", "own, and publish them together"));
}

}  // namespace communique::content
