#ifndef COMMUNIQUE_CLI_HELP_H_
#define COMMUNIQUE_CLI_HELP_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "cli/command.h"

namespace communique::cli {

// Help made from the table, examples first. `colour` makes headings bold; a `width` of 0 wraps nothing.

std::string HelpOfCommand(const Command& command, bool colour, size_t width);
// Of the commands of a group; of all of them where `group` is empty.
std::string HelpOfGroup(absl::string_view group, absl::Span<const Command> commands, bool colour,
                        size_t width);

// "communique import [OPTIONS] FILE".
std::string UsageLine(const Command& command);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_HELP_H_
