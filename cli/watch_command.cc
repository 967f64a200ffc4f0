#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "cli/command_table.h"
#include "cli/json.h"
#include "cli/resource_arguments.h"
#include "cli/statement_view.h"
#include "google/protobuf/util/time_util.h"
#include "serving/status_macros.h"
#include "statement/party_key.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

constexpr absl::Duration kPause = absl::Seconds(1);
// In a row, without a message between them.
constexpr int kMostFailures = 30;

std::string PathTarget(const v1::PathChange& path) {
  switch (path.target_case()) {
    case v1::PathChange::kStatement:
      return absl::StrCat("leads to ", path.statement());
    case v1::PathChange::kRedirect:
      return absl::StrCat("leads on to ", path.redirect());
    case v1::PathChange::kGone:
      return absl::StrCat("is gone: ", path.gone());
    case v1::PathChange::TARGET_NOT_SET:
      break;
  }
  return "is free";
}

std::string Describe(const v1::Change& change) {
  switch (change.kind_case()) {
    case v1::Change::kStatement: {
      const v1::Statement& statement = change.statement().statement();
      return absl::StrCat(EnumWord(v1::ChangeReason_Name(change.statement().reason()), "CHANGE_REASON_"),
                          "  ", statement.name(), " (", statement.language(), ", ", StateWords(statement),
                          ")  ", NewestContent(statement).title());
    }
    case v1::Change::kStatementRemoval:
      return absl::StrCat(
          EnumWord(v1::RemovalReason_Name(change.statement_removal().reason()), "REMOVAL_REASON_"), "  ",
          change.statement_removal().statement(), "  ", change.statement_removal().path());
    case v1::Change::kEdition:
      return absl::StrCat("edition  ", change.edition().name());
    case v1::Change::kSignatory:
      return absl::StrCat("signatory  ", change.signatory().name(), "  ", PartyName(change.signatory()));
    case v1::Change::kSection:
      return absl::StrCat("section  ", change.section().name());
    case v1::Change::kPath:
      return absl::StrCat("path  ", change.path().path(), " ", PathTarget(change.path()));
    case v1::Change::kErasure:
      return absl::StrCat("erased  ", change.erasure().resource(),
                          change.erasure().block_anchor().empty() ? "" : "  block ",
                          change.erasure().block_anchor());
    case v1::Change::kSectionRemoval:
      return absl::StrCat("deleted  ", change.section_removal().section());
    case v1::Change::KIND_NOT_SET:
      break;
  }
  return "a kind of change that this program does not know yet";
}

void Print(const v1::WatchResponse& message, std::ostream& out) {
  for (const v1::Change& change : message.snapshot().changes()) out << "  " << Describe(change) << "\n";
  if (message.has_snapshot_end()) {
    out << "-- that is all up to " << message.snapshot_end().number() << ", cursor "
        << message.snapshot_end().position() << "; changes follow\n";
  }
  for (const v1::ChangeSet& set : message.change_sets().change_sets()) {
    out << set.number() << "  " << google::protobuf::util::TimeUtil::ToString(set.commit_time())
        << (set.actor().empty() ? "" : "  by ") << set.actor() << "\n";
    for (const v1::Change& change : set.changes()) out << "  " << Describe(change) << "\n";
  }
}

// Makes of `next` what to ask when the connection breaks: for the rest of the snapshot, or what comes after
// what was told.
void MoveOn(const v1::WatchResponse& message, v1::WatchRequest& next) {
  if (message.has_snapshot()) next.set_snapshot_resume_token(message.snapshot().resume_token());
  if (message.has_snapshot_end()) {
    next.clear_snapshot_resume_token();
    next.set_cursor(message.snapshot_end().position());
  }
  if (message.has_progress() && !next.cursor().empty()) next.set_cursor(message.progress().position());
  for (const v1::ChangeSet& set : message.change_sets().change_sets()) {
    if (set.last_fragment()) next.set_cursor(set.position());
  }
}

absl::Status Watch(const Arguments& arguments, Session& session) {
  v1::WatchRequest request;
  request.set_view(ViewOf(arguments));
  request.set_cursor(arguments.Get("--cursor"));
  v1::WatchRequest next = request;
  Terminal& terminal = session.terminal();
  int failures = 0;
  while (true) {
    const absl::Status ended = session.content().Watch(request, [&](const v1::WatchResponse& message) {
      failures = 0;
      if (session.json()) {
        terminal.out << ToJsonLine(message);
      } else {
        Print(message, terminal.out);
      }
      terminal.out.flush();
      MoveOn(message, next);
      return terminal.out ? absl::OkStatus() : absl::InternalError("the changes could not be written");
    });
    // A service that stops ends the stream in order, or breaks it; both are gone on with.
    const bool broken = ended.ok() || absl::IsUnavailable(ended);
    const bool can_go_on = !next.cursor().empty() || !next.snapshot_resume_token().empty();
    if (!broken || !can_go_on || ++failures > kMostFailures) return ended;
    if (failures == 1) {
      terminal.err << "communique: the stream broke, going on "
                   << (next.cursor().empty() ? "within what is there" : absl::StrCat("at ", next.cursor()))
                   << "\n";
    }
    request = next;
    absl::SleepFor(kPause);
  }
}

}  // namespace

std::vector<Command> WatchCommands() {
  return {{.group = "",
           .name = "watch",
           .summary = "Shows what is there, then every change as it comes, until it is stopped",
           .examples = {{"watch", "everything, then what happens"},
                        {"watch --view public --json", "one JSON message a line, for programs"},
                        {"watch --cursor POSITION", "only what came after a position"}},
           .words = {},
           .options = {ViewOption(),
                       {.name = "--cursor",
                        .value = "POSITION",
                        .help = "begin after this position, which any answer of content-service tells"}},
           .run = Watch}};
}

}  // namespace communique::cli
