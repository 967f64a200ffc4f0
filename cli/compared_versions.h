#ifndef COMMUNIQUE_CLI_COMPARED_VERSIONS_H_
#define COMMUNIQUE_CLI_COMPARED_VERSIONS_H_

#include <string>

#include "absl/status/statusor.h"
#include "cli/session.h"
#include "communique/content/v1/statement_service.pb.h"
#include "communique/content/v1/view.pb.h"

namespace communique::cli {

// Which versions of a statement ("statements/{id}") are meant by what stands on the command line: "2" is an
// edition, "editions/2" and "revisions/5" say it. Without `to` it is the draft, or where there is none or the
// public asks the last edition. Without both it is what that changes: the edition before it. A UsageError
// where there are no two.
absl::StatusOr<content::v1::CompareVersionsRequest> VersionsToCompare(const std::string& statement,
                                                                      const std::string& from,
                                                                      const std::string& to,
                                                                      content::v1::View view,
                                                                      Session& session);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_COMPARED_VERSIONS_H_
