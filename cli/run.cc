#include "cli/run.h"

#include "cli/command_table.h"
#include "cli/error_report.h"
#include "cli/help.h"
#include "cli/parser.h"
#include "cli/settings.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

absl::Status RunCommand(const ParsedCommandLine& parsed, const Environment& environment, Terminal& terminal) {
  ASSIGN_OR_RETURN(Session::Settings settings, ReadSettings(parsed.arguments, environment, terminal));
  Session session(std::move(settings), terminal);
  RETURN_IF_ERROR(parsed.command->run(parsed.arguments, session));
  terminal.out.flush();
  // A full disk or a closed pipe behind the results is an error like any other.
  return terminal.out ? absl::OkStatus() : absl::InternalError("the results could not be written");
}

}  // namespace

ExitCode Run(const std::vector<std::string>& words, const Environment& environment, Terminal& terminal) {
  absl::StatusOr<ParsedCommandLine> parsed = ParseCommandLine(words, CommandTable());
  absl::Status status = parsed.status();
  if (parsed.ok()) {
    if (parsed->arguments.Has("--version")) {
      terminal.out << "communique " << COMMUNIQUE_VERSION << "\n";
    } else if (parsed->command != nullptr && parsed->help) {
      terminal.out << HelpOfCommand(*parsed->command, terminal.out_colour, terminal.width);
    } else if (parsed->command != nullptr) {
      status = RunCommand(*parsed, environment, terminal);
    } else if (parsed->help) {
      terminal.out << HelpOfGroup(parsed->group, CommandTable(), terminal.out_colour, terminal.width);
    } else {
      terminal.err << HelpOfGroup(parsed->group, CommandTable(), terminal.err_colour, terminal.err_width)
                   << "\n";
      status = UsageError("a command is missing");
    }
  }
  if (!status.ok()) ReportError(status, terminal);
  return ExitCodeOf(status);
}

}  // namespace communique::cli
