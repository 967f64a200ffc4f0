#ifndef COMMUNIQUE_CLI_PUBLISH_H_
#define COMMUNIQUE_CLI_PUBLISH_H_

#include <string>

#include "absl/status/statusor.h"
#include "cli/session.h"
#include "communique/content/v1/statement.pb.h"
#include "communique/content/v1/statement_service.pb.h"

namespace communique::cli {

struct Published {
  content::v1::Statement statement;
  // Of the commit that published it, or did something else to it.
  std::string position;
};

// `etag`, or where it is empty that of the newest state.
absl::StatusOr<std::string> EtagOf(const std::string& name, std::string etag, Session& session);

// Sends a publication, now or at a time, of the draft as `etag` (empty: the newest state) has it, and of
// those of `together_with`, whose etags are looked up.
absl::StatusOr<Published> PublishStatement(content::v1::PublishStatementRequest request, Session& session);

// Prints the statement, and waits before that until the site shows it where `wait` is set. OutputFailed
// where a file of the site could not be made.
absl::Status FinishPublication(const Published& published, bool wait, Session& session);

// Prints name, state and path, or the JSON.
void PrintSummary(const content::v1::Statement& statement, Session& session);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_PUBLISH_H_
