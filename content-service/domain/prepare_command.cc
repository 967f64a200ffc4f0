#include <set>
#include <string>
#include <variant>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "content-service/domain/command.h"
#include "content-service/domain/content_defaults.h"
#include "content-service/domain/request_check.h"
#include "content-service/domain/statement_rules.h"
#include "content-service/domain/text_rules.h"
#include "content-service/domain/transaction.h"
#include "serving/status_macros.h"
#include "statement/erasure.h"
#include "statement/errors.h"
#include "statement/language.h"
#include "statement/names.h"
#include "statement/paths.h"

namespace communique::content {
namespace {

constexpr char kIdForm[] =
    "must be 1 to 63 of a-z, 0-9 and -, not beginning with a hyphen, or empty to be given one";

// Whether each path is one, the caller looks at where this says that they are not too many.
bool CheckMaskSize(const std::vector<std::string>& mask, FieldViolations& violations) {
  if (mask.size() <= kMostMaskPaths) return true;
  violations.Add("update_mask", absl::StrCat("has ", mask.size(), " paths; at most ", kMostMaskPaths,
                                             " are allowed; name each field once"));
  return false;
}

void Prepare(CreateStatement& create, FieldViolations& violations) {
  if (!create.id.empty() && !IsStatementId(create.id)) violations.Add("statement_id", kIdForm);
  if (!create.group.empty() && !IsGroupId(create.group)) violations.Add("statement.group", kIdForm);
  if (auto language = CanonicalLanguage(create.language); language.ok()) {
    create.language = *std::move(language);
  } else {
    violations.Add("statement.language", language.status().message());
  }
  // A title without a letter that could stand in an address leaves the slug to decide, which has the id.
  const bool make_slug = create.content.slug().empty();
  if (make_slug) create.content.set_slug(SlugFromTitle(create.content.title()));
  const bool no_slug = create.content.slug().empty() || !CheckSlug(create.content.slug()).ok();
  KeepErasedBlocks({}, create.content);
  FillContentDefaults(create.content);
  if (make_slug && no_slug) create.content.set_slug("made-from-the-id");
  CheckContent(create.content, "statement.draft.content", violations);
  if (make_slug && no_slug) create.content.clear_slug();
}

void Prepare(UpdateStatement& update, FieldViolations& violations) {
  if (!IsStatementId(update.id)) violations.Add("name", "must be statements/{id}");
  const auto* fields = v1::Content::descriptor();
  if (!CheckMaskSize(update.update_mask, violations)) return;
  for (const std::string& name : update.update_mask) {
    if (fields->FindFieldByName(name) == nullptr) {
      violations.Add("update_mask", absl::StrCat(QuoteForMessage(name),
                                                 " is no top-level field of Content; name fields like ",
                                                 "\"title\" or \"blocks\""));
    }
  }
  // What the rest of the content is like only decide knows: it checks the whole.
  FillContentDefaults(update.content);
}

void CheckSeen(const SeenStatement& seen, FieldViolations& violations) {
  if (!IsStatementId(seen.id)) violations.Add("name", "must be statements/{id}");
}

void CheckReason(const std::string& reason, absl::string_view field, FieldViolations& violations) {
  if (reason.empty()) {
    violations.Add(field, "is empty; say why, for the public");
  } else if (const std::string wrong = WrongInText(reason, kLargestReasonBytes); !wrong.empty()) {
    violations.Add(field, wrong);
  }
}

void Prepare(PublishStatement& publish, FieldViolations& violations) {
  if (publish.statements.size() > kMostPublishedTogether + 1) {
    violations.Add("together_with", absl::StrCat("has ", publish.statements.size() - 1, " entries; at most ",
                                                 kMostPublishedTogether, " are allowed"));
    return;
  }
  std::set<std::string> ids;
  for (size_t i = 0; i < publish.statements.size(); ++i) {
    const std::string field = i == 0 ? "name" : absl::StrCat("together_with[", i - 1, "].name");
    const std::string& id = publish.statements[i].id;
    if (!IsStatementId(id)) violations.Add(field, "must be statements/{id}");
    if (!ids.insert(id).second) violations.Add(field, "is named twice; name each statement once");
  }
}

void Prepare(CancelSchedule& cancel, FieldViolations& violations) { CheckSeen(cancel.statement, violations); }

void Prepare(DiscardDraft& discard, FieldViolations& violations) { CheckSeen(discard.statement, violations); }

void Prepare(WithdrawStatement& withdraw, FieldViolations& violations) {
  CheckSeen(withdraw.statement, violations);
  CheckReason(withdraw.reason, "reason", violations);
}

void Prepare(RestoreStatement& restore, FieldViolations& violations) {
  CheckSeen(restore.statement, violations);
}

void Prepare(RemoveStatement& remove, FieldViolations& violations) {
  CheckSeen(remove.statement, violations);
  if (!remove.redirect_statement.empty()) {
    if (!IsStatementId(remove.redirect_statement)) {
      violations.Add("redirect_statement", "must be statements/{id}");
    }
  } else if (!remove.redirect_uri.empty()) {
    std::string wrong = WrongInWebAddress(remove.redirect_uri);
    if (wrong.empty() && !absl::StartsWith(remove.redirect_uri, "https://")) {
      wrong = "must be an absolute https address";
    }
    if (!wrong.empty()) violations.Add("redirect_uri", wrong);
  } else {
    CheckReason(remove.gone, "gone", violations);
  }
}

// What the service itself asks for.
void Prepare(CarryOutSchedule&, FieldViolations&) {}
void Prepare(RecordScheduleFailure&, FieldViolations&) {}

void Prepare(AddSignatories& add, FieldViolations& violations) {
  if (!IsStatementId(add.statement)) violations.Add("parent", "must be statements/{id}");
  if (add.signatories.empty() || add.signatories.size() > kMostSignatoriesInOneCall) {
    violations.Add("signatories", absl::StrCat("has ", add.signatories.size(), " entries; give 1 to ",
                                               kMostSignatoriesInOneCall, " in one call"));
    return;
  }
  for (size_t i = 0; i < add.signatories.size(); ++i) {
    CheckSignatory(add.signatories[i], absl::StrCat("signatories[", i, "]"), violations);
  }
}

void CheckSeen(const SeenSignatory& seen, absl::string_view field, FieldViolations& violations) {
  if (!IsStatementId(seen.statement) || seen.number < 1) {
    violations.Add(field, "must be statements/{id}/signatories/{number}");
  }
}

void Prepare(WithdrawSignatory& withdraw, FieldViolations& violations) {
  CheckSeen(withdraw.signatory, "name", violations);
  CheckReason(withdraw.reason, "reason", violations);
}

void Prepare(CorrectSignatory& correct, FieldViolations& violations) {
  CheckSeen(correct.signatory, "signatory.name", violations);
  if (CheckMaskSize(correct.update_mask, violations)) {
    CheckCorrection(correct.correction, correct.update_mask, "signatory", violations);
  }
  CheckReason(correct.reason, "reason", violations);
}

void Prepare(Erase& erase, FieldViolations& violations) {
  CheckSeen(erase.statement, violations);
  if (erase.block_anchor.empty() && erase.signatory == 0 && erase.revision == 0) {
    violations.Add("block_anchor", "is empty; name a block, a signatory or a revision that is to be erased");
  }
}

void Prepare(CreateSection& create, FieldViolations& violations) {
  if (!IsSectionId(create.id)) {
    violations.Add(
        "section_id",
        "must be 1 to 40 of a-z, 0-9 and -, beginning with a letter, and none of the reserved names");
  }
  CheckSection(create.section, "section", violations);
}

void Prepare(UpdateSection& update, FieldViolations& violations) {
  if (!IsSectionId(update.id)) violations.Add("section.name", "must be sections/{id}");
  if (!CheckMaskSize(update.update_mask, violations)) return;
  // What the section is like with the fields of the mask only decide knows: it checks the whole.
  for (const std::string& name : update.update_mask) {
    if (name != "parent" && name != "titles" && name != "display_order") {
      violations.Add("update_mask", absl::StrCat(QuoteForMessage(name), " cannot be updated; name fields of ",
                                                 "\"parent\", \"titles\" and \"display_order\""));
    }
  }
}

void Prepare(DeleteSection& remove, FieldViolations& violations) {
  if (!IsSectionId(remove.id)) violations.Add("name", "must be sections/{id}");
}

void Prepare(Transact& transact, FieldViolations& violations) {
  CheckTransaction(transact, violations);
  for (size_t i = 0; i < transact.operations.size(); ++i) {
    FieldViolations found;
    std::visit([&](auto& operation) { Prepare(operation, found); }, transact.operations[i]);
    violations.AddAll(OperationField(i, transact.operations[i]), found);
  }
}

// Before all else: what is too large is not worth looking at field by field.
absl::Status CheckSize(const Action& action) {
  if (const auto* create = std::get_if<CreateStatement>(&action)) return CheckContentSize(create->content);
  if (const auto* update = std::get_if<UpdateStatement>(&action)) return CheckContentSize(update->content);
  if (const auto* transact = std::get_if<Transact>(&action)) return CheckTransactionSize(*transact);
  return absl::OkStatus();
}

}  // namespace

absl::Status PrepareCommand(Command& command) {
  RETURN_IF_ERROR(CheckSize(command.action));
  FieldViolations violations;
  CheckRequestId(command.request_id, command.payload_hash, violations);
  std::visit([&](auto& action) { Prepare(action, violations); }, command.action);
  return violations.ToStatus();
}

}  // namespace communique::content
