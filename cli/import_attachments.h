#ifndef COMMUNIQUE_CLI_IMPORT_ATTACHMENTS_H_
#define COMMUNIQUE_CLI_IMPORT_ATTACHMENTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "communique/content/v1/attachment.pb.h"
#include "text/import.h"

namespace communique::cli {

// A file that goes with a text.
struct AttachedFile {
  std::string path;
  // Entry in the content; blob and everything judged from the bytes are still empty.
  content::v1::Attachment entry;
  std::string bytes;
};

struct AttachmentPlan {
  std::vector<AttachedFile> files;
  // What an editor should look at: lines of the text without a file, files without a line.
  std::vector<text::Finding> findings;
};

// Brings the files given and the attachment lines of a text together, by file name without regard to
// case; then a single line and a single file that are left. `alternative_texts` are "FILE=TEXT", by the
// path or the file name as given. Reads the files: a UsageError where one cannot be read, two have the
// same name, or an alternative text is for none of them.
absl::StatusOr<AttachmentPlan> PlanAttachments(absl::Span<const std::string> paths,
                                               absl::Span<const std::string> alternative_texts,
                                               absl::Span<const text::AttachmentLine> lines);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_IMPORT_ATTACHMENTS_H_
