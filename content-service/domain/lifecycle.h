#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_LIFECYCLE_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_LIFECYCLE_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/statement.pb.h"
#include "communique/stored/v1/row.pb.h"

namespace communique::content {

// The states of a statement: what the public sees of it, and what is to come. Pure.

enum class Operation {
  kUpdate,
  kPublish,
  kSchedule,
  kCancelSchedule,
  kDiscardDraft,
  kWithdraw,
  kRestore,
  kRemove,
};

struct States {
  v1::PublicState public_state = v1::PUBLIC_STATE_NEVER;
  v1::DraftState draft_state = v1::DRAFT_STATE_NONE;
};

// The states after an operation; docs/api.md has the whole table. FAILED_PRECONDITION, saying what to do
// first: NO_DRAFT, SCHEDULED, NOT_SCHEDULED, NOT_PUBLIC (never published), NOT_TAKEN_DOWN (nothing to
// restore), REMOVED. `name` is that of the statement, for the message.
absl::StatusOr<States> NextStates(Operation operation, States before, absl::string_view name);

States StatesOf(const stored::v1::StatementRow& row);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_LIFECYCLE_H_
