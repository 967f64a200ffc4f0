#ifndef COMMUNIQUE_CLI_PARSER_H_
#define COMMUNIQUE_CLI_PARSER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "cli/command.h"

namespace communique::cli {

struct ParsedCommandLine {
  // What was asked for; null where only a group or nothing was named.
  const Command* command = nullptr;
  // The group that was named without a command; may be empty.
  std::string group;
  bool help = false;
  Arguments arguments;
};

// Reads the words behind the program's name by the table. A UsageError says what is wrong and which
// --help to read.
absl::StatusOr<ParsedCommandLine> ParseCommandLine(const std::vector<std::string>& words,
                                                   absl::Span<const Command> commands);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_PARSER_H_
