#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_CONTENT_DEFAULTS_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_CONTENT_DEFAULTS_H_

#include "communique/content/v1/statement.pb.h"

namespace communique::content {

// Fills in what an author may leave out and what follows from the content alone, and clears what only
// the service may say: entry ids of attachments (made from the digest of the file, so the same file has
// the same id in the next revision), the depth of clauses, facts of files. Pure.
void FillContentDefaults(v1::Content& content);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_CONTENT_DEFAULTS_H_
