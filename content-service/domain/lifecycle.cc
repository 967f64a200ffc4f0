#include "content-service/domain/lifecycle.h"

#include "absl/strings/str_cat.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

absl::Status Refused(absl::string_view reason, absl::string_view name, absl::string_view what) {
  return ErrorWithReason(absl::StatusCode::kFailedPrecondition, reason, absl::StrCat(name, " ", what),
                         {{"resource", std::string(name)}});
}

absl::Status NoDraft(absl::string_view name) {
  return Refused("NO_DRAFT", name, "has no draft; update it first");
}

absl::Status Scheduled(absl::string_view name) {
  return Refused("SCHEDULED", name, "is scheduled to be published as it is; cancel the schedule first");
}

absl::Status CheckDraft(v1::DraftState state, absl::string_view name) {
  if (state == v1::DRAFT_STATE_SCHEDULED) return Scheduled(name);
  return state == v1::DRAFT_STATE_DRAFT ? absl::OkStatus() : NoDraft(name);
}

// A takedown waits for nothing: it takes the statement out of its schedule.
v1::DraftState Unscheduled(v1::DraftState state) {
  return state == v1::DRAFT_STATE_SCHEDULED ? v1::DRAFT_STATE_DRAFT : state;
}

absl::StatusOr<States> NextOfDraft(Operation operation, States before, absl::string_view name) {
  if (operation == Operation::kUpdate) {
    if (before.draft_state == v1::DRAFT_STATE_SCHEDULED) return Scheduled(name);
    return States{before.public_state, v1::DRAFT_STATE_DRAFT};
  }
  if (operation == Operation::kCancelSchedule) {
    if (before.draft_state == v1::DRAFT_STATE_SCHEDULED)
      return States{before.public_state, v1::DRAFT_STATE_DRAFT};
    return Refused("NOT_SCHEDULED", name, "is in no schedule; there is nothing to cancel");
  }
  if (absl::Status draft = CheckDraft(before.draft_state, name); !draft.ok()) return draft;
  if (operation == Operation::kPublish) return States{v1::PUBLIC_STATE_LIVE, v1::DRAFT_STATE_NONE};
  if (operation == Operation::kSchedule) return States{before.public_state, v1::DRAFT_STATE_SCHEDULED};
  return States{before.public_state, v1::DRAFT_STATE_NONE};
}

absl::StatusOr<States> NextOfPublic(Operation operation, States before, absl::string_view name) {
  if (operation == Operation::kRestore) {
    if (before.public_state == v1::PUBLIC_STATE_WITHDRAWN ||
        before.public_state == v1::PUBLIC_STATE_REMOVED) {
      return States{v1::PUBLIC_STATE_LIVE, before.draft_state};
    }
    return Refused("NOT_TAKEN_DOWN", name, "is neither withdrawn nor removed; there is nothing to restore");
  }
  if (before.public_state == v1::PUBLIC_STATE_NEVER) {
    return Refused("NOT_PUBLIC", name, "was never published; discard its draft instead");
  }
  if (operation == Operation::kRemove)
    return States{v1::PUBLIC_STATE_REMOVED, Unscheduled(before.draft_state)};
  if (before.public_state == v1::PUBLIC_STATE_REMOVED) {
    return Refused("REMOVED", name, "is removed, which is more than withdrawn; restore it first");
  }
  return States{v1::PUBLIC_STATE_WITHDRAWN, Unscheduled(before.draft_state)};
}

}  // namespace

absl::StatusOr<States> NextStates(Operation operation, States before, absl::string_view name) {
  switch (operation) {
    case Operation::kUpdate:
    case Operation::kPublish:
    case Operation::kSchedule:
    case Operation::kCancelSchedule:
    case Operation::kDiscardDraft:
      return NextOfDraft(operation, before, name);
    case Operation::kWithdraw:
    case Operation::kRestore:
    case Operation::kRemove:
      break;
  }
  return NextOfPublic(operation, before, name);
}

States StatesOf(const stored::v1::StatementRow& row) { return {row.public_state(), row.draft_state()}; }

}  // namespace communique::content
