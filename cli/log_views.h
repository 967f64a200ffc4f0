#ifndef COMMUNIQUE_CLI_LOG_VIEWS_H_
#define COMMUNIQUE_CLI_LOG_VIEWS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/session.h"

namespace communique::cli {

// How often the pages of statements were read, by the name of the statement, from web-server logs. Asks
// content-service which statement is where. What is left out, and lines that are not understood, are told on
// the terminal; a UsageError where no line is understood.
absl::StatusOr<std::map<std::string, int64_t>> CountLogViews(const std::vector<std::string>& files,
                                                             bool with_robots, Session& session);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_LOG_VIEWS_H_
