#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/command_table.h"
#include "cli/exit_code.h"
#include "cli/files.h"
#include "cli/json.h"
#include "cli/log_views.h"
#include "cli/request_id.h"
#include "cli/view_lines.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

constexpr int kMostInOneCall = 1000;

// In as many calls as it takes.
std::vector<v1::RecordViewsRequest> RequestsOf(const std::map<std::string, int64_t>& counts) {
  std::vector<v1::RecordViewsRequest> requests;
  for (const auto& [statement, count] : counts) {
    if (requests.empty() || requests.back().counts_size() == kMostInOneCall) requests.emplace_back();
    v1::ViewCount& entry = *requests.back().add_counts();
    entry.set_statement(statement);
    entry.set_count(count);
  }
  return requests;
}

// By statement, from logs or from lines of counts.
absl::StatusOr<std::map<std::string, int64_t>> CountsOf(const Arguments& arguments, Session& session) {
  if (arguments.Has("--log")) {
    if (arguments.Has("FILE")) return UsageError("FILE is for counts and --log for logs; give one of them");
    return CountLogViews(arguments.All("--log"), arguments.Has("--with-robots"), session);
  }
  if (arguments.Has("--with-robots")) return UsageError("--with-robots goes with --log");
  ASSIGN_OR_RETURN(const std::string text, ReadFile(arguments.Get("FILE", "-")));
  return ReadViewLines(text);
}

absl::Status Record(const Arguments& arguments, Session& session) {
  const std::string id = arguments.Get("--request-id", NewRequestId());
  // Each call has a number behind it.
  if (constexpr size_t kRoomForNumber = 8; !IsRequestId(id) || id.size() > 64 - kRoomForNumber) {
    return UsageError("--request-id must be 1 to 56 of A-Z, a-z, 0-9, '.', '_' and '-'");
  }
  ASSIGN_OR_RETURN(const auto counts, CountsOf(arguments, session));
  v1::RecordViewsResponse response;
  int number = 0;
  for (v1::RecordViewsRequest& request : RequestsOf(counts)) {
    request.set_request_id(absl::StrCat(id, "-", ++number));
    ASSIGN_OR_RETURN(response, session.content().Call(request));
  }
  if (session.json()) {
    session.terminal().out << ToJson(response);
  } else {
    int64_t sum = 0;
    for (const auto& [statement, count] : counts) sum += count;
    session.terminal().out << "counted " << sum << (sum == 1 ? " read of " : " reads of ") << counts.size()
                           << (counts.size() == 1 ? " statement\n" : " statements\n");
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> ViewCommands() {
  return {
      {.group = "views",
       .name = "record",
       .summary = "Adds to the counters of how often statements were read",
       .examples = {{"views record counts.txt", "lines such as \"statements/river-appeal 12\""},
                    {"views record --log /var/log/nginx/access.log.1",
                     "reads of the site's pages, by people"},
                    {"views record --request-id log-2024-05-01 counts.txt",
                     "given again within a day, it is not counted twice"}},
       .words = {{.name = "FILE",
                  .value = "",
                  .help = "a statement and a number on each line (default: standard input)",
                  .is_file = true}},
       .options = {{.name = "--log",
                    .value = "FILE",
                    .help = "a web server's log, common or combined; - is standard input; may be given again",
                    .times = Times::kAnyNumber,
                    .is_file = true},
                   {.name = "--with-robots",
                    .value = "",
                    .help = "with --log: count those who call themselves robots too"},
                   {.name = "--request-id",
                    .value = "ID",
                    .help = "what these counts are called (default: a new name)"}},
       .run = Record},
  };
}

}  // namespace communique::cli
