#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/command_table.h"
#include "cli/exit_code.h"
#include "cli/files.h"
#include "cli/json.h"
#include "cli/publish.h"
#include "cli/request_id.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

absl::Status Transact(const Arguments& arguments, Session& session) {
  const std::string file = arguments.Get("FILE");
  ASSIGN_OR_RETURN(const std::string json, ReadFile(file));
  content::v1::TransactRequest request;
  if (absl::Status read = FromJson(json, request); !read.ok()) {
    return UsageError(absl::StrCat(file, " is no TransactRequest: ", read.message()));
  }
  if (request.request_id().empty()) request.set_request_id(NewRequestId());
  if (arguments.Has("--dry-run")) request.set_validate_only(true);
  ASSIGN_OR_RETURN(const content::v1::TransactResponse response, session.content().Call(request));
  if (session.json()) {
    session.terminal().out << ToJson(response);
    return absl::OkStatus();
  }
  for (const content::v1::Statement& statement : response.statements()) PrintSummary(statement, session);
  if (request.validate_only()) session.terminal().err << "nothing is wrong with it; nothing was stored\n";
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> TransactCommands() {
  return {{.group = "",
           .name = "transact",
           .summary = "Does several writes in one commit, all or nothing",
           .examples = {{"transact operations.json", "a TransactRequest of the API as JSON"},
                        {"transact operations.json --dry-run", "says what would be wrong with it"}},
           .words = {{.name = "FILE",
                      .value = "",
                      .help = "{\"operations\": [{\"create\": …}, {\"publish\": …}]}; - is standard input",
                      .times = Times::kOnce,
                      .is_file = true}},
           .options = {{.name = "--dry-run", .value = "", .help = "check it and store nothing"}},
           .run = Transact}};
}

}  // namespace communique::cli
