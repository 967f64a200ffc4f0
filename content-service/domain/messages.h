#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MESSAGES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MESSAGES_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/section.pb.h"
#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "communique/content/v1/view.pb.h"
#include "communique/stored/v1/record.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// Rows and the bodies they point to, as messages of the API. Pure but for `state`, which is the state that
// the row is of. VIEW_UNSPECIFIED is PUBLIC.

enum class Detail {
  kWhole,
  // Without blocks and digest parts, for lists.
  kHead,
};

// Whether a view sees the statement at all.
bool IsVisible(const stored::v1::StatementRow& row, v1::View view);
// The row of a statement; NOT_FOUND also where the view does not see it, in the same words.
absl::StatusOr<stored::v1::StatementRow> VisibleRow(const StateView& state, absl::string_view id,
                                                    v1::View view);
// Id of the section that a view sees it filed under. The statement is visible.
const std::string& SectionIn(const stored::v1::StatementRow& row, v1::View view);

// The statement is visible.
absl::StatusOr<v1::Statement> StatementMessage(const StateView& state, absl::string_view id,
                                               const stored::v1::StatementRow& row, v1::View view,
                                               Detail detail);

absl::StatusOr<v1::Edition> EditionMessage(const StateView& state, absl::string_view id,
                                           const stored::v1::EditionRow& edition, v1::View view,
                                           Detail detail);

// `record` is of the commit that wrote it.
absl::StatusOr<v1::Revision> RevisionMessage(const StateView& state, absl::string_view id, int64_t number,
                                             const stored::v1::RevisionRow& row,
                                             const stored::v1::Record& record, Detail detail);

// Of a visible statement.
absl::StatusOr<v1::Signatory> SignatoryMessage(const StateView& state, const stored::v1::SignatoryRow& row,
                                               v1::View view);

// In PUBLIC only where row.is_public().
absl::StatusOr<v1::Section> SectionMessage(const StateView& state, absl::string_view id,
                                           const stored::v1::SectionRow& row, v1::View view);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MESSAGES_H_
