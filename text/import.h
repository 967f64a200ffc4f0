#ifndef COMMUNIQUE_TEXT_IMPORT_H_
#define COMMUNIQUE_TEXT_IMPORT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"

namespace communique::text {

// From a text as people write it to a structured statement. Pure: no files, no clock, no locale.
// docs/texts.md describes what is recognised.
//
// The promise: no visible line of the input is dropped. Every line is found again in the content or the
// signatories (text/coverage.h checks it, and the importer runs that check on its own result). What is
// uncertain stays a paragraph and is reported as a finding.

// Larger texts are refused. A content holds less than this in the end; the statement rules judge that.
inline constexpr std::size_t kMaxTextBytes = std::size_t{2} << 20;

// "Attach file#1 : name.jpg": a file that the text announces. The importer has no bytes; whoever does
// turns it into an Attachment of the content.
struct AttachmentLine {
  // As printed, without the separator: "Attach file#1".
  std::string label;
  std::string file_name;
  int line = 0;
  // Index of the file that came for it; nothing where none did.
  std::optional<std::size_t> file;
};

// What an editor should look at.
struct Finding {
  // From 1; 0 where it is about the whole text.
  int line = 0;
  // A sentence: what was found and what was made of it.
  std::string message;
};

struct Imported {
  // Title, dates, place, blocks and source_head. Section, slug and attachments are empty; anchors are
  // left to content-service.
  content::v1::Content content;
  // In the order of the text, display_order 1, 2, 3 ….
  std::vector<content::v1::Signatory> signatories;
  // One an announced file. A line whose files all came is kept in source_head; any other is a part of the
  // text too, so that the page shows what is missing.
  std::vector<AttachmentLine> attachment_lines;
  // By line.
  std::vector<Finding> findings;
  // BCP 47 tag of what the text looks like, "und" where it gives no hint. A default, never a judgement.
  std::string language_guess;
};

// `files` are the names of the files that come with the text. A file belongs to the line that announces
// it, by name without regard to case; then a single line and a single file that are left belong together.
//
// Both fail with INVALID_ARGUMENT and a reason: NOT_UTF8, EMPTY_TEXT, TEXT_TOO_LARGE or
// FORBIDDEN_CHARACTER (control characters, bidi overrides, U+FFFC, U+FFFD, tag characters), with the
// line number and what to do. A byte order mark is dropped, CR LF and CR become LF.
// Time is linear in the size of the text.
absl::StatusOr<Imported> ImportPlainText(absl::string_view utf8, absl::Span<const std::string> files = {});

// GitHub Flavored Markdown. Raw HTML stays visible text; links other than http, https and mailto
// become text with their address behind it.
absl::StatusOr<Imported> ImportMarkdown(absl::string_view utf8, absl::Span<const std::string> files = {});

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_IMPORT_H_
