#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_BLOB_REFERENCES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_BLOB_REFERENCES_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "communique/content/v1/statement.pb.h"
#include "content-service/domain/row_changes.h"

namespace communique::content {

// Every file that a stored revision lists is kept. To be called with `listed` where a revision is written,
// with each content of it, and without where the content of a revision is destroyed. Discarding a draft
// destroys none. Pure.
absl::Status SetFilesListed(const v1::Content& content, const std::string& statement, int64_t revision,
                            bool listed, RowChanges& rows);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_BLOB_REFERENCES_H_
