#ifndef COMMUNIQUE_CLI_RUN_H_
#define COMMUNIQUE_CLI_RUN_H_

#include <string>
#include <vector>

#include "cli/exit_code.h"
#include "cli/terminal.h"

namespace communique::cli {

// Runs the program with the words behind its name. Every file and variable of the environment that
// matters for all commands is read here.
ExitCode Run(const std::vector<std::string>& words, const Environment& environment, Terminal& terminal);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_RUN_H_
