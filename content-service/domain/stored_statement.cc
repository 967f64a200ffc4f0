#include "content-service/domain/stored_statement.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"
#include "statement/paths.h"

namespace communique::content {

bool IsPublic(const stored::v1::StatementRow& row) {
  return row.public_state() == v1::PUBLIC_STATE_LIVE || row.public_state() == v1::PUBLIC_STATE_WITHDRAWN;
}

const stored::v1::EditionRow* LiveEdition(const stored::v1::StatementRow& row) {
  return row.editions().empty() ? nullptr : &row.editions(row.editions_size() - 1);
}

const stored::v1::BodyRef* NewestContentRef(const stored::v1::StatementRow& row) {
  if (row.has_draft()) return &row.draft().content();
  const stored::v1::EditionRow* last = LiveEdition(row);
  return last == nullptr ? nullptr : &last->content();
}

const std::string& NewestSection(const stored::v1::StatementRow& row) {
  static const std::string* const none = new std::string();
  if (row.has_draft()) return row.draft().section();
  const stored::v1::EditionRow* last = LiveEdition(row);
  return last == nullptr ? *none : last->section();
}

void SetStates(stored::v1::StatementEffect& effect, const stored::v1::StatementRow& before,
               const stored::v1::StatementRow& after) {
  effect.set_public_before(before.public_state());
  effect.set_public_after(after.public_state());
  effect.set_draft_before(before.draft_state());
  effect.set_draft_after(after.draft_state());
}

std::string PathOf(const v1::Content& content, absl::string_view language) {
  if (content.slug().empty()) return "";
  const auto section = ParseSectionName(content.section());
  return StatementPath(language, section.ok() ? *section : "", content.slug());
}

absl::Status NoSuchStatement(absl::string_view id) {
  return ErrorWithReason(
      absl::StatusCode::kNotFound, "NO_SUCH_STATEMENT",
      absl::StrCat("there is no statement ", StatementName(id), "; check the name, or list the statements"),
      {{"resource", StatementName(id)}});
}

absl::Status NoSuchSignatory(absl::string_view statement, int64_t number) {
  const std::string name = SignatoryName(statement, number);
  return ErrorWithReason(
      absl::StatusCode::kNotFound, "NO_SUCH_SIGNATORY",
      absl::StrCat("there is no ", name, "; check the name, or list the signatories of the statement"),
      {{"resource", name}});
}

absl::StatusOr<stored::v1::StatementRow> GetStatementRow(const StateView& state, absl::string_view id) {
  ASSIGN_OR_RETURN(std::optional<stored::v1::StatementRow> row, state.FindStatement(id));
  if (!row.has_value()) return NoSuchStatement(id);
  return *std::move(row);
}

absl::StatusOr<v1::Content> ReadContent(const StateView& state, const stored::v1::BodyRef& ref) {
  ASSIGN_OR_RETURN(stored::v1::Body body, state.ReadBody(ref));
  return std::move(*body.mutable_content());
}

}  // namespace communique::content
