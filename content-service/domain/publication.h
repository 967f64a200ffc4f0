#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_PUBLICATION_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_PUBLICATION_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "communique/content/v1/statement.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/decision_builder.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// Making drafts public. Pure.

// FAILED_PRECONDITION, reason CHANGE_NOTE_REQUIRED: the public would not be told what changed since the
// last edition. `before` has a draft, whose content is given.
absl::Status CheckChangeNote(const stored::v1::StatementRow& before, const v1::Content& draft,
                             const std::string& name);

// Makes the drafts of these statements the next editions, each against the state that those before it
// leave. All have drafts that have been checked.
absl::Status PublishDrafts(const StateView& state, const std::vector<std::string>& ids,
                           DecisionBuilder& decision);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_PUBLICATION_H_
