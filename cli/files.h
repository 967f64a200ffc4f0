#ifndef COMMUNIQUE_CLI_FILES_H_
#define COMMUNIQUE_CLI_FILES_H_

#include <functional>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique::cli {

// The whole of a file; "-" is standard input. A UsageError names a file that cannot be read.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// Each line of a file, without its end, however large the file is. The same names and errors.
absl::Status ForEachLine(const std::string& path, const std::function<void(const std::string&)>& visit);

// Writes a file beside `path` and moves it there, so that no half-written file stands under its name; into
// what is no file, such as a device or a pipe, it writes directly. A UsageError where that cannot be opened.
// `write` is given the stream. An error of `write` leaves nothing behind.
absl::Status WriteFile(const std::string& path, const std::function<absl::Status(std::ostream&)>& write);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_FILES_H_
