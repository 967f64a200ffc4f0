#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DRAFT_WRITING_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DRAFT_WRITING_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/statement.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/decision_builder.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// What Create and Update have in common. Pure.

// The other language versions of a group, by id.
absl::StatusOr<std::map<std::string, stored::v1::StatementRow>> Siblings(const StateView& state,
                                                                         absl::string_view group,
                                                                         absl::string_view own_id);

// The same of the versions of a group, all of them.
absl::StatusOr<std::map<std::string, stored::v1::StatementRow>> StatementsOf(
    const StateView& state, const std::map<std::string, stored::v1::GroupRow>& versions);

// What stands beside and before a content.
struct DraftOf {
  // Outlive it.
  const std::map<std::string, stored::v1::StatementRow>& siblings;
  // The content of the revision before; empty for the first.
  v1::Content previous;
  // A PublishedAnchors; null before the first edition.
  const stored::v1::BodyRef* published_anchors = nullptr;
  // Of the request, for violations.
  absl::string_view field;
};

// Fills in what follows from the state: facts of files, anchors. INVALID_ARGUMENT naming every field:
// there is no such section or file, an image block shows no image, an anchor cannot be kept.
// FAILED_PRECONDITION, reason POSITION_NOT_CONFIRMED: an original with a position in it.
absl::Status CompleteContent(const StateView& state, const DraftOf& draft, v1::Content& content);

// Keeps a content as revision `row.revision()` of a statement, and makes it the draft of `row`.
absl::Status WriteRevision(const std::string& id, stored::v1::Body content, stored::v1::StatementRow& row,
                           DecisionBuilder& decision);

// An address that the draft of a statement is to have.
struct PathWanted {
  // That of the draft before; empty for none.
  std::string before;
  std::string path;
  // Also where it is one of a statement that is removed: what it answers then stays until the publication.
  bool take_over_gone = false;
};

// Reserves an address for the draft of a statement and gives the one before back. ALREADY_EXISTS, reason
// PATH_TAKEN: another statement has it.
absl::Status MovePathReservation(const StateView& state, absl::string_view id, const PathWanted& wanted,
                                 RowChanges& rows);

// Gives a reservation back.
absl::Status FreePathReservation(const StateView& state, absl::string_view id, absl::string_view path,
                                 RowChanges& rows);

// Tells the other language versions that this one appeared or changed what they say of it.
void TellSiblings(const std::map<std::string, stored::v1::StatementRow>& siblings, Audience audience,
                  DecisionBuilder& decision);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DRAFT_WRITING_H_
