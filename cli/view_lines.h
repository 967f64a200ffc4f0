#ifndef COMMUNIQUE_CLI_VIEW_LINES_H_
#define COMMUNIQUE_CLI_VIEW_LINES_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique::cli {

// How often statements were read, by name: lines of "STATEMENT COUNT", those of one statement added up. Empty
// lines and those that begin with # say nothing. A UsageError names the line that is neither. Pure.
absl::StatusOr<std::map<std::string, int64_t>> ReadViewLines(absl::string_view text);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_VIEW_LINES_H_
