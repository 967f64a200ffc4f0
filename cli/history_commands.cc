#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/command_table.h"
#include "cli/json.h"
#include "cli/limited_list.h"
#include "cli/resource_arguments.h"
#include "cli/statement_view.h"
#include "cli/text_layout.h"
#include "serving/status_macros.h"
#include "text/export.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

using Rows = std::vector<std::vector<std::string>>;
using Facts = std::vector<std::pair<std::string, std::string>>;

constexpr int kStandardLimit = 50;

auto& ItemsOf(v1::ListRevisionsResponse& response) { return *response.mutable_revisions(); }
auto& ItemsOf(v1::ListEditionsResponse& response) { return *response.mutable_editions(); }
auto& ItemsOf(v1::ListCommitsResponse& response) { return *response.mutable_commits(); }

// Up to --limit items of a list, newest first.
template <typename Response, typename Request>
absl::StatusOr<Response> ListUpToLimit(Request request, const Arguments& arguments, Session& session) {
  ASSIGN_OR_RETURN(const int limit, NumberOf(arguments, "--limit", kStandardLimit, 1));
  request.set_parent(FullName("statements", arguments.Get("STATEMENT")));
  const auto items_of = [](Response& response) -> decltype(auto) { return ItemsOf(response); };
  ASSIGN_OR_RETURN(Response list, ListUpTo<Response>(limit, std::move(request), items_of, session));
  if (!list.next_page_token().empty()) {
    session.terminal().err << "communique: there are older ones; --limit " << LargerLimit(limit)
                           << " shows more of them\n";
  }
  return list;
}

template <typename Response>
absl::Status Print(const Response& response, const Rows& rows, Session& session) {
  Terminal& terminal = session.terminal();
  terminal.out << (session.json() ? ToJson(response) : FormatTable(rows, terminal.width));
  return absl::OkStatus();
}

absl::Status ListRevisions(const Arguments& arguments, Session& session) {
  ASSIGN_OR_RETURN(const auto list,
                   ListUpToLimit<v1::ListRevisionsResponse>(v1::ListRevisionsRequest(), arguments, session));
  Rows rows;
  for (const v1::Revision& revision : list.revisions()) {
    rows.push_back({absl::StrCat(revision.number()), TimeWords(true, revision.create_time()),
                    revision.actor(), revision.erased() ? "(erased)" : revision.content().title()});
  }
  return Print(list, rows, session);
}

absl::Status ListEditions(const Arguments& arguments, Session& session) {
  v1::ListEditionsRequest request;
  request.set_view(ViewOf(arguments));
  ASSIGN_OR_RETURN(const auto list,
                   ListUpToLimit<v1::ListEditionsResponse>(std::move(request), arguments, session));
  Rows rows;
  for (const v1::Edition& edition : list.editions()) {
    const v1::Content& content = edition.content();
    const std::string note =
        content.has_change_note() ? absl::StrCat(" (", content.change_note().text(), ")") : "";
    rows.push_back({absl::StrCat(edition.number()), TimeWords(true, edition.publish_time()),
                    edition.erased() ? "(erased)" : absl::StrCat(content.title(), note)});
  }
  if (rows.empty()) session.terminal().err << "communique: it was never published\n";
  return Print(list, rows, session);
}

absl::Status ListCommits(const Arguments& arguments, Session& session) {
  ASSIGN_OR_RETURN(const auto list,
                   ListUpToLimit<v1::ListCommitsResponse>(v1::ListCommitsRequest(), arguments, session));
  Rows rows;
  for (const v1::StatementCommit& commit : list.commits()) {
    std::vector<std::string> made;
    if (commit.revision() != 0) made.push_back(absl::StrCat("revision ", commit.revision()));
    if (commit.edition() != 0) made.push_back(absl::StrCat("edition ", commit.edition()));
    rows.push_back({TimeWords(true, commit.time()), commit.actor(),
                    EnumWord(v1::ChangeReason_Name(commit.reason()), "CHANGE_REASON_"),
                    StateWords(commit.public_state(), commit.draft_state()), absl::StrJoin(made, ", ")});
  }
  return Print(list, rows, session);
}

// Its facts, then its text; `message` for programs.
absl::Status PrintVersion(const google::protobuf::Message& message, Facts facts, bool erased,
                          const v1::Content& content, Session& session) {
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(message);
    return absl::OkStatus();
  }
  if (erased) facts.push_back({"erased", "its text is gone for good"});
  if (content.has_change_note()) facts.push_back({"change", content.change_note().text()});
  terminal.out << FormatFields(facts, terminal.width);
  if (!erased) terminal.out << "\n" << Wrap(text::ExportPlainText(content, {}), terminal.width, 0);
  return absl::OkStatus();
}

absl::Status GetRevision(const Arguments& arguments, Session& session) {
  v1::GetRevisionRequest request;
  request.set_name(absl::StrCat(FullName("statements", arguments.Get("STATEMENT")), "/revisions/",
                                arguments.Get("NUMBER")));
  ASSIGN_OR_RETURN(const v1::GetRevisionResponse response, session.content().Call(request));
  const v1::Revision& revision = response.revision();
  return PrintVersion(revision,
                      {{"name", revision.name()},
                       {"written", TimeWords(true, revision.create_time())},
                       {"by", revision.actor()}},
                      revision.erased(), revision.content(), session);
}

absl::Status GetEdition(const Arguments& arguments, Session& session) {
  v1::GetEditionRequest request;
  request.set_name(absl::StrCat(FullName("statements", arguments.Get("STATEMENT")), "/editions/",
                                arguments.Get("NUMBER")));
  request.set_view(ViewOf(arguments));
  ASSIGN_OR_RETURN(const v1::GetEditionResponse response, session.content().Call(request));
  const v1::Edition& edition = response.edition();
  return PrintVersion(edition,
                      {{"name", edition.name()},
                       {"published", TimeWords(true, edition.publish_time())},
                       {"path", edition.path()}},
                      edition.erased(), edition.content(), session);
}

const Parameter kStatement = {
    .name = "STATEMENT", .value = "", .help = "statements/ID, or the ID alone", .times = Times::kOnce};
const Parameter kNumber = {
    .name = "NUMBER", .value = "", .help = "from 1, as the list shows it", .times = Times::kOnce};
const Parameter kLimit = {.name = "--limit", .value = "NUMBER", .help = "at most so many (default 50)"};

}  // namespace

std::vector<Command> HistoryCommands() {
  return {
      {.group = "statement",
       .name = "revisions",
       .summary = "Lists every text that was ever written for a statement, newest first",
       .examples = {{"statement revisions river-appeal", "number, time, who wrote it, and its title"}},
       .words = {kStatement},
       .options = {kLimit},
       .run = ListRevisions},
      {.group = "statement",
       .name = "revision",
       .summary = "Shows a text that was written, be it that it was never published",
       .examples = {{"statement revision river-appeal 3", "the third that was written"}},
       .words = {kStatement, kNumber},
       .options = {},
       .run = GetRevision},
      {.group = "statement",
       .name = "editions",
       .summary = "Lists what was published of a statement, newest first, and what each edition changed",
       .examples = {{"statement editions river-appeal --view public", "as anybody may see it"}},
       .words = {kStatement},
       .options = {kLimit, ViewOption()},
       .run = ListEditions},
      {.group = "statement",
       .name = "edition",
       .summary = "Shows a text that was published",
       .examples = {{"statement edition river-appeal 1", "what the public read first"}},
       .words = {kStatement, kNumber},
       .options = {ViewOption()},
       .run = GetEdition},
      {.group = "statement",
       .name = "commits",
       .summary = "Tells who did what when to a statement, newest first",
       .examples = {{"statement commits river-appeal", "time, who, what, the states after it"},
                    {"statement commits river-appeal --json", "with the position that each left"}},
       .words = {kStatement},
       .options = {kLimit},
       .run = ListCommits},
  };
}

}  // namespace communique::cli
