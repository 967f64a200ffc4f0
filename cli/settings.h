#ifndef COMMUNIQUE_CLI_SETTINGS_H_
#define COMMUNIQUE_CLI_SETTINGS_H_

#include "absl/status/statusor.h"
#include "cli/arguments.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace communique::cli {

// The options of every command: flags before the environment before the defaults. A UsageError where a
// file cannot be read or a number is none. Warns on `terminal` before a token is sent in the clear to
// another machine.
absl::StatusOr<Session::Settings> ReadSettings(const Arguments& arguments, const Environment& environment,
                                               Terminal& terminal);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_SETTINGS_H_
