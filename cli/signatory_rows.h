#ifndef COMMUNIQUE_CLI_SIGNATORY_ROWS_H_
#define COMMUNIQUE_CLI_SIGNATORY_ROWS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/session.h"
#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/view.pb.h"

namespace communique::cli {

// The whole list of a statement ("statements/{id}"), in the order of display.
absl::StatusOr<std::vector<content::v1::Signatory>> AllSignatories(const std::string& statement,
                                                                   content::v1::View view, Session& session);

// One row ("statements/{id}/signatories/{number}") as editors see it now, or the error of the service.
absl::StatusOr<content::v1::Signatory> NewestSignatory(const std::string& name, Session& session);

// Prints rows: name, status, party, heading; or the JSON.
void PrintSignatories(const std::vector<content::v1::Signatory>& rows, Session& session);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_SIGNATORY_ROWS_H_
