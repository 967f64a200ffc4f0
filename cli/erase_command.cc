#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/command_table.h"
#include "cli/exit_code.h"
#include "cli/publish.h"
#include "cli/request_id.h"
#include "cli/resource_arguments.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

// "7" of the statement's "signatories", or the whole name.
std::string NameBelow(const std::string& statement, absl::string_view collection, const std::string& number) {
  return FullName(absl::StrCat(statement, "/", collection), number);
}

absl::Status EraseText(const Arguments& arguments, Session& session) {
  const bool only_checks = arguments.Has("--dry-run");
  if (arguments.Has("--block") + arguments.Has("--signatory") + arguments.Has("--revision") != 1) {
    return UsageError("say what is to be erased: one of --block, --signatory and --revision");
  }
  if (only_checks == arguments.Has("--for-good")) {
    return UsageError(
        "nothing brings back what is erased: give --for-good to erase it, or --dry-run to see whether it can "
        "be");
  }
  v1::EraseRequest request;
  request.set_name(FullName("statements", arguments.Get("STATEMENT")));
  if (arguments.Has("--block")) request.set_block_anchor(arguments.Get("--block"));
  if (arguments.Has("--signatory")) {
    request.set_signatory(NameBelow(request.name(), "signatories", arguments.Get("--signatory")));
  }
  if (arguments.Has("--revision")) {
    request.set_revision(NameBelow(request.name(), "revisions", arguments.Get("--revision")));
  }
  ASSIGN_OR_RETURN(*request.mutable_etag(), EtagOf(request.name(), arguments.Get("--etag"), session));
  request.set_request_id(NewRequestId());
  request.set_validate_only(only_checks);
  ASSIGN_OR_RETURN(const v1::EraseResponse response, session.content().Call(request));
  if (only_checks) {
    session.terminal().err << "communique: it can be erased; nothing was\n";
    return absl::OkStatus();
  }
  return FinishPublication({.statement = response.statement(), .position = response.position()},
                           arguments.Has("--wait"), session);
}

}  // namespace

std::vector<Command> EraseCommands() {
  return {
      {.group = "statement",
       .name = "erase",
       .summary = "Destroys a text for good, wherever it is stored; what is cited of it stays as erased",
       .examples = {{"statement erase river-appeal --signatory 7 --dry-run", "would it be possible?"},
                    {"statement erase river-appeal --signatory 7 --for-good --wait",
                     "a row of the list, all versions of it; waits until the site is without it"},
                    {"statement erase river-appeal --block 5.1 --for-good",
                     "a block and what is in it, in every revision and edition"},
                    {"statement erase river-appeal --revision 3 --for-good",
                     "all text of a revision, and of the edition made from it"}},
       .words = {{.name = "STATEMENT",
                  .value = "",
                  .help = "statements/ID, or the ID alone",
                  .times = Times::kOnce}},
       .options = {{.name = "--block", .value = "ANCHOR", .help = "the block with this anchor"},
                   {.name = "--signatory",
                    .value = "NUMBER",
                    .help = "the row with this number, as 'signatory list' shows it"},
                   {.name = "--revision",
                    .value = "NUMBER",
                    .help = "the revision with this number, as 'statement revisions' shows it"},
                   {.name = "--for-good", .value = "", .help = "erase it: nothing brings it back"},
                   {.name = "--dry-run", .value = "", .help = "only see whether it can be erased"},
                   {.name = "--etag",
                    .value = "ETAG",
                    .help = "erase only from this state of it (default: the newest)"},
                   {.name = "--wait", .value = "", .help = "wait until the site is without it"}},
       .run = EraseText},
  };
}

}  // namespace communique::cli
