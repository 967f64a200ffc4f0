#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/command_table.h"
#include "cli/exit_code.h"
#include "cli/json.h"
#include "cli/limited_list.h"
#include "cli/publish.h"
#include "cli/resource_arguments.h"
#include "cli/signatory_rows.h"
#include "cli/statement_view.h"
#include "cli/text_layout.h"
#include "google/protobuf/util/time_util.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;
using google::protobuf::util::TimeUtil;

absl::Status Get(const Arguments& arguments, Session& session) {
  v1::GetStatementRequest request;
  request.set_name(FullName("statements", arguments.Get("STATEMENT")));
  request.set_view(ViewOf(arguments));
  ASSIGN_OR_RETURN(const v1::GetStatementResponse response, session.content().Call(request));
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(response.statement());
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const auto signatories, AllSignatories(request.name(), request.view(), session));
  terminal.out << FormatStatement(response.statement(), signatories, terminal.width);
  return absl::OkStatus();
}

// The shorthands of the options, joined to what --filter has.
std::string FilterOf(const Arguments& arguments) {
  std::vector<std::string> terms;
  const auto add = [&](absl::string_view term, absl::string_view value) {
    terms.push_back(
        absl::StrCat(term, "\"", absl::StrReplaceAll(value, {{"\\", "\\\\"}, {"\"", "\\\""}}), "\""));
  };
  if (arguments.Has("--filter")) terms.push_back(arguments.Get("--filter"));
  if (arguments.Has("--section")) add("section : ", FullName("sections", arguments.Get("--section")));
  if (arguments.Has("--language")) add("language = ", arguments.Get("--language"));
  if (arguments.Has("--title")) add("title : ", arguments.Get("--title"));
  return absl::StrJoin(terms, " AND ");
}

absl::Status List(const Arguments& arguments, Session& session) {
  v1::ListStatementsRequest request;
  request.set_view(ViewOf(arguments));
  request.set_filter(FilterOf(arguments));
  request.set_order_by(arguments.Get("--order-by"));
  ASSIGN_OR_RETURN(const int limit, NumberOf(arguments, "--limit", 100, 1));
  const auto items_of = [](v1::ListStatementsResponse& response) -> decltype(auto) {
    return *response.mutable_statements();
  };
  ASSIGN_OR_RETURN(const auto list,
                   ListUpTo<v1::ListStatementsResponse>(limit, std::move(request), items_of, session));
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(list);
    return absl::OkStatus();
  }
  std::vector<std::vector<std::string>> rows;
  for (const v1::Statement& statement : list.statements()) {
    rows.push_back(
        {statement.name(), StateWords(statement), statement.language(), NewestContent(statement).title()});
  }
  terminal.out << FormatTable(rows, terminal.width);
  if (rows.empty()) terminal.err << "communique: no statement found\n";
  if (!list.next_page_token().empty()) {
    terminal.err << "communique: there are more; --limit " << LargerLimit(limit) << " shows more of them\n";
  }
  return absl::OkStatus();
}

absl::Status Publish(const Arguments& arguments, Session& session) {
  v1::PublishStatementRequest request;
  request.set_name(FullName("statements", arguments.Get("STATEMENT")));
  request.set_etag(arguments.Get("--etag"));
  for (const std::string& other : arguments.All("--with")) {
    request.add_together_with()->set_name(FullName("statements", other));
  }
  if (arguments.Has("--at")) {
    if (arguments.Has("--wait")) return UsageError("--wait goes with publishing now, not with --at");
    if (!TimeUtil::FromString(arguments.Get("--at"), request.mutable_publish_time())) {
      return UsageError(
          absl::StrCat("--at takes a time with its zone, as in --at 2024-05-16T09:00:00+09:00, not '",
                       arguments.Get("--at"), "'"));
    }
  }
  ASSIGN_OR_RETURN(const Published published, PublishStatement(std::move(request), session));
  return FinishPublication(published, arguments.Has("--wait"), session);
}

const Parameter kStatement = {
    .name = "STATEMENT", .value = "", .help = "statements/ID, or the ID alone", .times = Times::kOnce};

}  // namespace

std::vector<Command> StatementCommands() {
  return {
      {.group = "statement",
       .name = "get",
       .summary = "Shows a statement: its state, and the newest text",
       .examples = {{"statement get river-appeal", "the draft where there is one, else what is published"},
                    {"statement get river-appeal --view public", "what the public reads"},
                    {"statement get river-appeal --json", "everything, for programs"}},
       .words = {kStatement},
       .options = {ViewOption()},
       .run = Get},
      {.group = "statement",
       .name = "list",
       .summary = "Lists statements: state, language and title",
       .examples = {{"statement list", "the first hundred"},
                    {"statement list --section press --language ko", "those of a section, in one language"}},
       .words = {},
       .options = {{.name = "--section", .value = "ID", .help = "only those filed in this section or below"},
                   {.name = "--language", .value = "TAG", .help = "only those in this language"},
                   {.name = "--title", .value = "TEXT", .help = "only those whose title has this"},
                   {.name = "--filter",
                    .value = "FILTER",
                    .help = "as in the API: 'state = live AND publish_date >= 2024-05'"},
                   {.name = "--order-by",
                    .value = "FIELD",
                    .help = "name, publish_date, title or update_time; 'title desc' the other way"},
                   {.name = "--limit", .value = "NUMBER", .help = "at most so many (default 100)"},
                   ViewOption()},
       .run = List},
      {.group = "statement",
       .name = "publish",
       .summary = "Makes the draft of a statement its next edition",
       .examples = {{"statement publish river-appeal", "publishes the newest draft"},
                    {"statement publish river-appeal --wait", "and waits until the site shows it"},
                    {"statement publish river-appeal --at 2024-05-16T09:00:00+09:00 --with river-appeal-ko",
                     "both languages together, at that time"},
                    {"statement publish river-appeal --etag ETAG", "only if nobody has changed it since"}},
       .words = {kStatement},
       .options = {{.name = "--etag",
                    .value = "ETAG",
                    .help = "publish only this state of it (default: the newest)"},
                   {.name = "--at", .value = "TIME", .help = "not now, but at this time"},
                   {.name = "--with",
                    .value = "STATEMENT",
                    .help = "another that goes public in the same moment",
                    .times = Times::kAnyNumber},
                   {.name = "--wait", .value = "", .help = "wait until the site shows it"}},
       .run = Publish},
  };
}

}  // namespace communique::cli
