#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_PUBLIC_EFFECTS_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_PUBLIC_EFFECTS_H_

#include <string>

#include "absl/status/status.h"
#include "communique/content/v1/change.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/decision_builder.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// What everything has in common that changes what the public sees of a statement. Pure.

// What the public chain says of a statement that was published, as `row` leaves it; whoever makes an edition
// adds its number. The reference holds until the next call.
v1::PublicFact& AddStatementFact(const std::string& name, const stored::v1::StatementRow& row,
                                 DecisionBuilder& decision);

// Tells the language versions that are public what is new in what they say of this one.
absl::Status TellPublicSiblings(const StateView& state, const std::string& id,
                                const stored::v1::StatementRow& row, DecisionBuilder& decision);

// Lets the public read the files of a content for this statement, or no longer.
absl::Status SetFilesPublic(const v1::Content& content, const std::string& id, bool is_public,
                            DecisionBuilder& decision);

// The row that this decision leaves of another statement, to be changed further: what it has made of it
// already, as by taking it out of a schedule, else that of the state. It stands until the decision ends.
stored::v1::StatementRow& RowToChange(const std::string& id, const stored::v1::StatementRow& in_state,
                                      DecisionBuilder& decision);

// Takes the notice of a withdrawal or removal from `row`, and what leads its addresses to another
// statement.
absl::Status ClearNotice(const StateView& state, const std::string& id, stored::v1::StatementRow& row,
                         DecisionBuilder& decision);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_PUBLIC_EFFECTS_H_
