#include "content-service/domain/blob_references.h"

#include <utility>

#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::content {

absl::Status SetFilesListed(const v1::Content& content, const std::string& statement, int64_t revision,
                            bool listed, RowChanges& rows) {
  for (const v1::Attachment& attachment : content.attachments()) {
    ASSIGN_OR_RETURN(std::string sha256, ParseBlobName(attachment.blob()));
    rows.blob_references[{std::move(sha256), statement, revision}] = listed;
  }
  return absl::OkStatus();
}

}  // namespace communique::content
