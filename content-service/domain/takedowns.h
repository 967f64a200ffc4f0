#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_TAKEDOWNS_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_TAKEDOWNS_H_

#include <vector>

#include "communique/stored/v1/journal.pb.h"
#include "communique/stored/v1/record.pb.h"
#include "content-service/domain/row_changes.h"
#include "statement/position.h"

namespace communique::content {

// What the journal keeps of commits, and what of it a store needs that was restored. Pure.

using Takedowns = std::vector<stored::v1::Takedown>;

// What a commit destroyed, took from the public or gave back, as far as its record tells: all but files.
Takedowns TakedownsOf(const stored::v1::Record& record);
// The same, with the files that the public text of a statement lists no more.
Takedowns TakedownsOf(const stored::v1::Record& record, const RowChanges& rows);

// A journal from its first line on, without what never happened.
std::vector<stored::v1::JournalLine> WithoutVoid(std::vector<stored::v1::JournalLine> lines);

// What is not in a backup that was made at `position`, of a journal without void lines. What happened in
// other histories that began later counts too.
Takedowns TakedownsSince(const std::vector<stored::v1::JournalLine>& lines, const Position& position);

// What is to be done again of these, in this order: of each statement at most one withdrawal or removal, the
// last that was not undone. A newer text that was published over a takedown does not undo it, since what is
// restored is the older one.
Takedowns StillDown(const Takedowns& takedowns);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_TAKEDOWNS_H_
