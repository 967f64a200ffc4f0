#include "content-service/domain/public_effects.h"

#include <algorithm>
#include <utility>

#include "content-service/domain/draft_writing.h"
#include "content-service/domain/stored_statement.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {

v1::PublicFact& AddStatementFact(const std::string& name, const stored::v1::StatementRow& row,
                                 DecisionBuilder& decision) {
  v1::PublicFact& fact = decision.AddFact(name);
  fact.set_public_state(row.public_state());
  fact.set_text_digest(LiveEdition(row)->text_digest());
  fact.set_signatories_digest(row.signatories_digest());
  fact.set_content_digest(row.content_digest());
  return fact;
}

absl::Status TellPublicSiblings(const StateView& state, const std::string& id,
                                const stored::v1::StatementRow& row, DecisionBuilder& decision) {
  ASSIGN_OR_RETURN(const auto siblings, Siblings(state, row.group(), id));
  TellSiblings(siblings, kThePublic, decision);
  return absl::OkStatus();
}

absl::Status SetFilesPublic(const v1::Content& content, const std::string& id, bool is_public,
                            DecisionBuilder& decision) {
  for (const v1::Attachment& attachment : content.attachments()) {
    ASSIGN_OR_RETURN(std::string sha256, ParseBlobName(attachment.blob()));
    decision.rows().public_blobs[{std::move(sha256), id}] = is_public;
  }
  return absl::OkStatus();
}

stored::v1::StatementRow& RowToChange(const std::string& id, const stored::v1::StatementRow& in_state,
                                      DecisionBuilder& decision) {
  return decision.rows().statements.try_emplace(id, in_state).first->second;
}

absl::Status ClearNotice(const StateView& state, const std::string& id, stored::v1::StatementRow& row,
                         DecisionBuilder& decision) {
  row.clear_notice();
  if (row.redirect_statement().empty()) return absl::OkStatus();
  const std::string target_id = std::exchange(*row.mutable_redirect_statement(), {});
  ASSIGN_OR_RETURN(const stored::v1::StatementRow target, GetStatementRow(state, target_id));
  // It is not what clients have read of that statement, so its etag stays.
  auto& from = *RowToChange(target_id, target, decision).mutable_redirected_from();
  from.erase(std::remove(from.begin(), from.end(), id), from.end());
  return absl::OkStatus();
}

}  // namespace communique::content
