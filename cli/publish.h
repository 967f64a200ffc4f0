#ifndef COMMUNIQUE_CLI_PUBLISH_H_
#define COMMUNIQUE_CLI_PUBLISH_H_

#include <string>

#include "absl/status/statusor.h"
#include "cli/session.h"
#include "communique/content/v1/statement.pb.h"

namespace communique::cli {

struct Published {
  content::v1::Statement statement;
  // Of the commit that published it.
  std::string position;
};

// Publishes the draft. `etag` is the state that it may have; empty for the newest one.
absl::StatusOr<Published> PublishStatement(const std::string& name, std::string etag, Session& session);

// Prints the statement, and waits before that until the site shows it where `wait` is set. OutputFailed
// where a file of the site could not be made.
absl::Status FinishPublication(const Published& published, bool wait, Session& session);

// Prints name, state and path, or the JSON.
void PrintSummary(const content::v1::Statement& statement, Session& session);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_PUBLISH_H_
