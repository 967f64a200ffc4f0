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

// Reads the files that go with a text. `alternative_texts` are "FILE=TEXT", by the path or the file name as
// given. A UsageError where a file cannot be read, two have the same name, or an alternative text is for none
// of them.
absl::StatusOr<std::vector<AttachedFile>> ReadAttachedFiles(absl::Span<const std::string> paths,
                                                            absl::Span<const std::string> alternative_texts);

// What an editor should look at: announced files that did not come or have another name, and files that no
// line announces although others are announced. `lines` are those of the import with these files.
std::vector<text::Finding> CompareWithText(absl::Span<const AttachedFile> files,
                                           absl::Span<const text::AttachmentLine> lines);

// Images that nobody described: the site can only give those who cannot see them a file name.
std::vector<text::Finding> ImagesWithoutText(absl::Span<const AttachedFile> files);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_IMPORT_ATTACHMENTS_H_
