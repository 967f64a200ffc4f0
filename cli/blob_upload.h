#ifndef COMMUNIQUE_CLI_BLOB_UPLOAD_H_
#define COMMUNIQUE_CLI_BLOB_UPLOAD_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cli/session.h"
#include "communique/content/v1/blob_service.pb.h"

namespace communique::cli {

// Uploads the bytes of a file, with a progress bar that names it. Bytes that the service has are not
// sent; an upload that breaks goes on where it broke, several times.
absl::StatusOr<content::v1::UploadBlobResponse> UploadBytes(absl::string_view name, const std::string& bytes,
                                                            Session& session);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_BLOB_UPLOAD_H_
