#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DECIDE_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DECIDE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "communique/content/v1/change.pb.h"
#include "communique/stored/v1/record.pb.h"
#include "content-service/domain/command.h"
#include "content-service/domain/fresh_rows.h"
#include "content-service/domain/row_changes.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// What a decision may depend on beside the command and the state.
struct Context {
  absl::Time time;
  // The number that this commit gets.
  uint64_t sequence = 0;
  // 32 secret random bytes, new for each command: ids and salts are derived from them.
  std::string seed;
};

// What a command touched, for its answer.
struct Touched {
  // "statements/{id}" or "sections/{id}".
  std::string resource;
  // Of PublishStatement and Transact: the others, in the order asked for.
  std::vector<std::string> together;
  // Of commands on signatories: the number of the first row, and how many.
  int64_t first_signatory = 0;
  int64_t signatory_count = 0;
  // What the commit left of a statement that it wrote; null where an earlier call did it.
  std::shared_ptr<const FreshRows> fresh = nullptr;
};

// What a commit is to write. Nothing of it is in the state yet.
struct Decision {
  // All but public_position, previous_hash and body_digests, which Seal knows.
  stored::v1::Record record;
  // By index, each with its salt.
  std::vector<stored::v1::Body> bodies;
  // Keyed as the store keys them; the rows point to `bodies` by the sequence of the context.
  RowChanges rows;
  // What the public chain commits to; empty where nothing of it is public.
  std::vector<v1::PublicFact> facts;
  Touched touched;
};

// Decides what a prepared command does in a state. Pure: no clock, no randomness, no I/O but through
// `state`. Errors are those of the API, with reason and what to do: NOT_FOUND; INVALID_ARGUMENT (no such
// section or blob, a bad anchor); ALREADY_EXISTS ID_TAKEN, PATH_TAKEN, LANGUAGE_TAKEN; ABORTED
// ETAG_MISMATCH; FAILED_PRECONDITION CHANGE_NOTE_REQUIRED, SECTION_NOT_EMPTY, SIGNING_CLOSED,
// SIGNATORY_WITHDRAWN, SIGNATORY_ERASED, NOTHING_TO_CORRECT and those of NextStates. Texts are taken out of
// the action, so a command is decided once.
absl::StatusOr<Decision> Decide(Command& command, const StateView& state, const Context& context);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DECIDE_H_
