#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "cli/command_table.h"
#include "cli/exit_code.h"
#include "cli/publish.h"
#include "cli/request_id.h"
#include "cli/resource_arguments.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

// A request for the statement that is named, in the state that may be changed.
template <typename Request>
absl::StatusOr<Request> Naming(const Arguments& arguments, Session& session) {
  Request request;
  request.set_name(FullName("statements", arguments.Get("STATEMENT")));
  ASSIGN_OR_RETURN(*request.mutable_etag(), EtagOf(request.name(), arguments.Get("--etag"), session));
  request.set_request_id(NewRequestId());
  return request;
}

template <typename Request>
absl::Status Send(const Request& request, const Arguments& arguments, Session& session) {
  ASSIGN_OR_RETURN(auto response, session.content().Call(request));
  const Published done{.statement = std::move(*response.mutable_statement()),
                       .position = response.position()};
  return FinishPublication(done, arguments.Has("--wait"), session);
}

absl::Status Unschedule(const Arguments& arguments, Session& session) {
  ASSIGN_OR_RETURN(const auto request, Naming<v1::CancelScheduleRequest>(arguments, session));
  return Send(request, arguments, session);
}

absl::Status Discard(const Arguments& arguments, Session& session) {
  ASSIGN_OR_RETURN(const auto request, Naming<v1::DiscardDraftRequest>(arguments, session));
  return Send(request, arguments, session);
}

absl::Status Withdraw(const Arguments& arguments, Session& session) {
  ASSIGN_OR_RETURN(auto request, Naming<v1::WithdrawStatementRequest>(arguments, session));
  request.set_reason(arguments.Get("--reason"));
  return Send(request, arguments, session);
}

absl::Status Restore(const Arguments& arguments, Session& session) {
  ASSIGN_OR_RETURN(const auto request, Naming<v1::RestoreStatementRequest>(arguments, session));
  return Send(request, arguments, session);
}

absl::Status Remove(const Arguments& arguments, Session& session) {
  if (arguments.Has("--reason") == arguments.Has("--redirect")) {
    return UsageError("give either --reason, for the page that says \"gone\", or --redirect");
  }
  ASSIGN_OR_RETURN(auto request, Naming<v1::RemoveStatementRequest>(arguments, session));
  const std::string target = arguments.Get("--redirect");
  if (arguments.Has("--reason")) {
    request.set_gone(arguments.Get("--reason"));
  } else if (absl::StrContains(target, "://")) {
    request.set_redirect_uri(target);
  } else {
    request.set_redirect_statement(FullName("statements", target));
  }
  return Send(request, arguments, session);
}

const Parameter kStatement = {
    .name = "STATEMENT", .value = "", .help = "statements/ID, or the ID alone", .times = Times::kOnce};
const Parameter kEtag = {
    .name = "--etag", .value = "ETAG", .help = "change only this state of it (default: the newest)"};
const Parameter kWait = {.name = "--wait", .value = "", .help = "wait until the site shows it"};

}  // namespace

std::vector<Command> LifecycleCommands() {
  return {
      {.group = "statement",
       .name = "unschedule",
       .summary = "Takes a schedule back, for all statements in it",
       .examples = {{"statement unschedule river-appeal", "its draft can be written again"}},
       .words = {kStatement},
       .options = {kEtag},
       .run = Unschedule},
      {.group = "statement",
       .name = "discard",
       .summary = "Forgets the draft of a statement; what is public stays",
       .examples = {{"statement discard river-appeal", "as if the draft had never been written"}},
       .words = {kStatement},
       .options = {kEtag},
       .run = Discard},
      {.group = "statement",
       .name = "withdraw",
       .summary = "Puts a public statement under a notice; its text stays readable",
       .examples = {{"statement withdraw river-appeal --reason \"Two figures are wrong.\" --wait",
                     "and waits until the site shows the notice"}},
       .words = {kStatement},
       .options =
           {{.name = "--reason", .value = "TEXT", .help = "why, for the public", .times = Times::kOnce},
            kEtag,
            kWait},
       .run = Withdraw},
      {.group = "statement",
       .name = "restore",
       .summary = "Takes a withdrawal or removal back",
       .examples = {{"statement restore river-appeal --wait", "its last edition is public again"}},
       .words = {kStatement},
       .options = {kEtag, kWait},
       .run = Restore},
      {.group = "statement",
       .name = "remove",
       .summary = "Takes everything of a statement from the site; its address says why, or leads elsewhere",
       .examples = {{"statement remove river-appeal --reason \"It was never ours.\"",
                     "its address answers \"gone\", with the reason"},
                    {"statement remove river-appeal --redirect lake-appeal", "its address leads to another"},
                    {"statement remove river-appeal --redirect https://river.example/",
                     "or to another site"}},
       .words = {kStatement},
       .options = {{.name = "--reason", .value = "TEXT", .help = "why it is gone, for the public"},
                   {.name = "--redirect",
                    .value = "TARGET",
                    .help = "a statement, or an https address, to lead readers to"},
                   kEtag,
                   kWait},
       .run = Remove},
  };
}

}  // namespace communique::cli
