#ifndef COMMUNIQUE_CLI_EXIT_CODE_H_
#define COMMUNIQUE_CLI_EXIT_CODE_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace communique::cli {

// What the program exits with; docs/command-line.md promises these numbers.
enum class ExitCode : int {
  kOk = 0,
  kOther = 1,
  kUsage = 2,
  kNotFound = 3,
  kInvalid = 4,
  kConflict = 5,
  kUnavailable = 6,
  kOutputFailed = 7,
  kPermission = 8,
};

ExitCode ExitCodeOf(const absl::Status& status);

// The command line itself is wrong, or a file it names cannot be read: ExitCode::kUsage.
absl::Status UsageError(absl::string_view message);

// Something was published but a file of the site could not be made: ExitCode::kOutputFailed.
absl::Status OutputFailed(absl::string_view message);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_EXIT_CODE_H_
