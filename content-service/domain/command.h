#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMMAND_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMMAND_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "communique/content/v1/section.pb.h"
#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "communique/stored/v1/row.pb.h"

namespace communique::content {

// What a client wants done, as a value. Ids are bare ("joint-statement", not "statements/…").

struct CreateStatement {
  // Empty to be given one.
  std::string id;
  // Empty to be given one.
  std::string group;
  std::string language;
  v1::Content content;
  // Reserve the address also where it is one of a statement that is removed.
  bool take_over_gone_path = false;
};

struct UpdateStatement {
  std::string id;
  std::string etag;
  v1::Content content;
  // Top-level fields of Content to replace; empty for all of them. A replaced slug that is empty keeps
  // the statement's present one, so that no address moves by accident. The first update after a
  // publication starts from the live content, without its change note.
  std::vector<std::string> update_mask;
  // As in CreateStatement.
  bool take_over_gone_path = false;
};

// A statement in a state that the caller has seen.
struct SeenStatement {
  std::string id;
  std::string etag;
};

struct PublishStatement {
  // All or none, in one commit. At least one.
  std::vector<SeenStatement> statements;
  // In the future; nothing for now.
  std::optional<absl::Time> publish_time;
};

struct CancelSchedule {
  SeenStatement statement;
};

struct DiscardDraft {
  SeenStatement statement;
};

struct WithdrawStatement {
  SeenStatement statement;
  // For the public.
  std::string reason;
};

struct RestoreStatement {
  SeenStatement statement;
};

struct RemoveStatement {
  SeenStatement statement;
  // What its addresses answer from now on: one of these.
  std::string gone;
  // Id.
  std::string redirect_statement;
  std::string redirect_uri;
};

// Publishes what a schedule holds. Of the service itself, once its time has come.
struct CarryOutSchedule {
  stored::v1::ScheduleRef schedule;
};

// Gives the drafts of a schedule back that cannot be carried out. Of the service itself.
struct RecordScheduleFailure {
  stored::v1::ScheduleRef schedule;
  // The ErrorInfo's reason.
  std::string reason;
};

struct AddSignatories {
  std::string statement;
  // 1 to 1,000. Read: party, display_order, group_heading.
  std::vector<v1::Signatory> signatories;
  // Also where the public text is not open for signature.
  bool although_closed = false;
};

// A row of a statement's list in a state that the caller has seen.
struct SeenSignatory {
  std::string statement;
  int64_t number = 0;
  // Of the row.
  std::string etag;
};

struct WithdrawSignatory {
  SeenSignatory signatory;
  // For the public.
  std::string reason;
};

struct CorrectSignatory {
  SeenSignatory signatory;
  // Read: what the mask names.
  v1::Signatory correction;
  // Of organisation, person, state, display_order and group_heading; empty for all of them.
  std::vector<std::string> update_mask;
  // For the public.
  std::string reason;
};

// Destroys a text for good: one of these.
struct Erase {
  SeenStatement statement;
  std::string block_anchor;
  // Numbers.
  int64_t signatory = 0;
  int64_t revision = 0;
};

struct CreateSection {
  std::string id;
  // Read: parent, titles, display_order.
  v1::Section section;
};

struct UpdateSection {
  std::string id;
  std::string etag;
  // Read: the fields of the mask.
  v1::Section section;
  // Of parent, titles, display_order; empty for all of them.
  std::vector<std::string> update_mask;
};

struct DeleteSection {
  std::string id;
  std::string etag;
};

// What can be done to statements together with other things.
using StatementAction =
    std::variant<CreateStatement, UpdateStatement, PublishStatement, CancelSchedule, DiscardDraft,
                 WithdrawStatement, RestoreStatement, RemoveStatement, AddSignatories>;

// All or none, in order, in one commit. An operation on a statement that an earlier one changed has no etag.
struct Transact {
  // 1 to 50.
  std::vector<StatementAction> operations;
};

using Action = std::variant<CreateStatement, UpdateStatement, PublishStatement, CancelSchedule, DiscardDraft,
                            WithdrawStatement, RestoreStatement, RemoveStatement, CarryOutSchedule,
                            RecordScheduleFailure, AddSignatories, WithdrawSignatory, CorrectSignatory, Erase,
                            CreateSection, UpdateSection, DeleteSection, Transact>;

struct Command {
  Action action;
  // Who asks; in every record.
  std::string actor;
  // Empty, or IsRequestId(). Kept apart for each actor.
  std::string request_id;
  // SHA-256 (32 raw bytes) over the method and its request without request_id; needed with request_id.
  std::string payload_hash;
  // W3C trace context of the call; may be empty.
  std::string traceparent;
  // Run every check and write nothing.
  bool validate_only = false;
};

// Everything that can be said of a command without the store: checks every field, and brings it into
// the form that is stored (canonical language, slug made from the title, entry ids of attachments, no
// output-only fields), so that the committing thread need not. INVALID_ARGUMENT with all violations at
// once, each with the path of the field in the request ("statement.draft.content.title"). Pure; to be
// called once, before Decide.
absl::Status PrepareCommand(Command& command);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMMAND_H_
