#include "text/export.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "statement/signatory_headings.h"
#include "text/signatory_lines.h"
#include "text/text_writer.h"

namespace communique::text {
namespace {

using content::v1::Signatory;

std::string MarkOf(const Signatory& signatory, const ExportOptions& options) {
  if (options.signatory_mark) {
    return options.signatory_mark(signatory);
  }
  switch (signatory.status()) {
    case content::v1::SIGNATORY_STATUS_WITHDRAWN:
      return options.words.withdrawn;
    case content::v1::SIGNATORY_STATUS_CORRECTED:
      return options.words.corrected;
    default:
      return "";
  }
}

void WriteSignatories(absl::Span<const Signatory> signatories, const ExportOptions& options,
                      TextWriter& out) {
  std::vector<Signatory> sorted(signatories.begin(), signatories.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const Signatory& a, const Signatory& b) {
    return a.display_order() < b.display_order();
  });
  for (const SignatoryGroup& group : GroupByHeading(sorted)) {
    out.Paragraph(absl::StrCat(group.heading.empty() ? options.words.signatories : group.heading, ":"));
    for (const Signatory* signatory : group.signatories) {
      const std::string name =
          signatory->erased() ? absl::StrCat("[", options.words.erased, "]") : PrintedSignatory(*signatory);
      const std::string mark = MarkOf(*signatory, options);
      out.Line(absl::StrCat("- ", name, mark.empty() ? "" : absl::StrCat(" [", mark, "]")));
    }
  }
}

void WriteAttachments(const content::v1::Content& content, const ExportOptions& options, TextWriter& out) {
  if (content.attachments().empty()) {
    return;
  }
  out.Paragraph(absl::StrCat(options.words.attachments, ":"));
  for (const content::v1::Attachment& attachment : content.attachments()) {
    const std::string text =
        options.attachment_text ? options.attachment_text(attachment) : attachment.file_name();
    out.Line(absl::StrCat("- ", attachment.caption().empty() ? "" : absl::StrCat(attachment.caption(), ": "),
                          text));
  }
}

}  // namespace

std::string ExportPlainText(const content::v1::Content& content, absl::Span<const Signatory> signatories,
                            const ExportOptions& options) {
  TextWriter out(absl::StrCat("[", options.words.erased, "]"));
  for (const absl::string_view paragraph : absl::StrSplit(options.notice, '\n', absl::SkipEmpty())) {
    out.Paragraph(paragraph);
  }
  for (const std::string* line : {&content.title(), &content.subtitle(), &content.author_line()}) {
    if (!line->empty()) {
      out.Paragraph(*line);
    }
  }
  out.Blocks(content.blocks());
  if (!content.letter_date().text().empty()) {
    out.Paragraph(content.letter_date().text());
  }
  if (!content.place().empty()) {
    out.Paragraph(content.place());
  }
  WriteSignatories(signatories, options, out);
  out.Footnotes(content.blocks());
  WriteAttachments(content, options, out);
  return std::move(out).Take();
}

}  // namespace communique::text
