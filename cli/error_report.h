#ifndef COMMUNIQUE_CLI_ERROR_REPORT_H_
#define COMMUNIQUE_CLI_ERROR_REPORT_H_

#include "absl/status/status.h"
#include "cli/terminal.h"

namespace communique::cli {

// Writes an error to `err`: the message, every field that is wrong and why, and what to do about errors
// that have a usual remedy.
void ReportError(const absl::Status& error, Terminal& terminal);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_ERROR_REPORT_H_
