#include <vector>

#include "cli/command_table.h"
#include "cli/compared_versions.h"
#include "cli/comparison_view.h"
#include "cli/json.h"
#include "cli/resource_arguments.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

namespace v1 = content::v1;

absl::Status CompareTexts(const Arguments& arguments, Session& session) {
  ASSIGN_OR_RETURN(const v1::CompareVersionsRequest request,
                   VersionsToCompare(FullName("statements", arguments.Get("STATEMENT")),
                                     arguments.Get("FROM"), arguments.Get("TO"), ViewOf(arguments), session));
  ASSIGN_OR_RETURN(const v1::CompareVersionsResponse response, session.content().Call(request));
  Terminal& terminal = session.terminal();
  if (session.json()) {
    terminal.out << ToJson(response);
    return absl::OkStatus();
  }
  terminal.err << "communique: from " << request.from() << " to " << request.to() << "\n";
  const std::string differences =
      FormatComparison(response.comparison(), terminal.out_colour, terminal.width);
  if (differences.empty()) terminal.err << "communique: they do not differ\n";
  terminal.out << differences;
  return absl::OkStatus();
}

}  // namespace

std::vector<Command> CompareCommands() {
  return {
      {.group = "statement",
       .name = "compare",
       .summary = "Shows what is different between two texts of a statement, word by word",
       .examples = {{"statement compare river-appeal",
                     "what the draft changes, else what the last edition changed"},
                    {"statement compare river-appeal 1 3", "between editions"},
                    {"statement compare river-appeal editions/2 revisions/7",
                     "between what was published and what was written"},
                    {"statement compare river-appeal 1 --view public", "as anybody may see it"}},
       .words = {{.name = "STATEMENT",
                  .value = "",
                  .help = "statements/ID, or the ID alone",
                  .times = Times::kOnce},
                 {.name = "FROM",
                  .value = "",
                  .help = "the older text: the number of an edition, editions/NUMBER or revisions/NUMBER"},
                 {.name = "TO",
                  .value = "",
                  .help = "the newer one, likewise (default: the draft, else the last edition)"}},
       .options = {ViewOption()},
       .run = CompareTexts},
  };
}

}  // namespace communique::cli
