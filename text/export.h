#ifndef COMMUNIQUE_TEXT_EXPORT_H_
#define COMMUNIQUE_TEXT_EXPORT_H_

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"

namespace communique::text {

// The words that the export itself adds, in the language of the statement.
struct ExportWords {
  std::string signatories = "Signatories";
  std::string attachments = "Attachments";
  // Behind the name of one who withdrew, or whose row was corrected.
  std::string withdrawn = "withdrawn";
  std::string corrected = "corrected";
  // In the place of a text that was erased.
  std::string erased = "erased";
};

struct ExportOptions {
  ExportWords words;
  // Address or name shown for an attachment; its file name where unset.
  std::function<std::string(const content::v1::Attachment&)> attachment_text;
  // What is said behind a name, "[…]", or nothing; the words above where unset.
  std::function<std::string(const content::v1::Signatory&)> signatory_mark;
  // Set first, before the title ("This statement was withdrawn: …"); empty for none.
  std::string notice;
};

// The statement as plain text: UTF-8, LF, a final newline, one paragraph a line (never wrapped). Title,
// subtitle, author line, blocks with their stored labels indented two spaces a level, date, place,
// signatories in display order under their group headings (withdrawn and corrected ones marked), footnotes,
// attachments; "[erased]" where a text was erased. source_head is not shown. The same arguments give the same
// bytes.
std::string ExportPlainText(const content::v1::Content& content,
                            absl::Span<const content::v1::Signatory> signatories,
                            const ExportOptions& options = {});

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_EXPORT_H_
