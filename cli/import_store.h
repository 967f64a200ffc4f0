#ifndef COMMUNIQUE_CLI_IMPORT_STORE_H_
#define COMMUNIQUE_CLI_IMPORT_STORE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/import_attachments.h"
#include "cli/session.h"
#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"

namespace communique::cli {

// What an import makes of a text and its files, before it is stored.
struct ImportedStatement {
  // Its draft; attachments come from `files`.
  content::v1::Statement statement;
  std::vector<content::v1::Signatory> signatories;
  std::vector<AttachedFile> files;
  // Take its address also from a statement that is removed.
  bool take_over_gone_path = false;
  // Empty for one that the service chooses.
  std::string id;
  // With this title its section is made where it is not there; where empty, it must be there.
  std::string section_title;
};

// Looks for the section or makes it, uploads the files, creates the draft and adds the signatories, in this
// order. Says on standard error what was created before something failed.
absl::StatusOr<content::v1::Statement> StoreImported(ImportedStatement imported, Session& session);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_IMPORT_STORE_H_
