#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STORED_STATEMENT_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STORED_STATEMENT_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/statement.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// What a row says of its statement. Pure.

// The public can read it, be it under a notice.
bool IsPublic(const stored::v1::StatementRow& row);

// The last edition, which is the live one of a public statement; null before the first.
const stored::v1::EditionRow* LiveEdition(const stored::v1::StatementRow& row);

// The body of the newest content: the draft, else the last edition; null where the only draft was
// discarded.
const stored::v1::BodyRef* NewestContentRef(const stored::v1::StatementRow& row);
// Id of the section that the newest content is filed under; empty where there is none.
const std::string& NewestSection(const stored::v1::StatementRow& row);

// Tells the states of a statement before and after a commit.
void SetStates(stored::v1::StatementEffect& effect, const stored::v1::StatementRow& before,
               const stored::v1::StatementRow& after);

// The address of a stored content, whose section and slug are filled in; empty where erasing took the slug.
std::string PathOf(const v1::Content& content, absl::string_view language);

// NOT_FOUND, saying so.
absl::Status NoSuchStatement(absl::string_view id);
absl::Status NoSuchSignatory(absl::string_view statement, int64_t number);
absl::StatusOr<stored::v1::StatementRow> GetStatementRow(const StateView& state, absl::string_view id);
absl::StatusOr<v1::Content> ReadContent(const StateView& state, const stored::v1::BodyRef& ref);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STORED_STATEMENT_H_
