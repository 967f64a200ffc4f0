#include "text/export.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "text/signatory_lines.h"
#include "text/text_writer.h"

namespace communique::text {
namespace {

using content::v1::Signatory;

void WriteSignatories(absl::Span<const Signatory> signatories, const ExportWords& words, TextWriter& out) {
  if (signatories.empty()) {
    return;
  }
  std::vector<const Signatory*> sorted;
  for (const Signatory& signatory : signatories) {
    sorted.push_back(&signatory);
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const Signatory* a, const Signatory* b) {
    return a->display_order() < b->display_order();
  });
  // Groups in the order in which each first comes.
  std::vector<std::string> headings;
  for (const Signatory* signatory : sorted) {
    if (std::find(headings.begin(), headings.end(), signatory->group_heading()) == headings.end()) {
      headings.push_back(signatory->group_heading());
    }
  }
  for (const std::string& heading : headings) {
    out.Paragraph(absl::StrCat(heading.empty() ? words.signatories : heading, ":"));
    for (const Signatory* signatory : sorted) {
      if (signatory->group_heading() != heading) {
        continue;
      }
      const bool withdrawn = signatory->status() == content::v1::SIGNATORY_STATUS_WITHDRAWN;
      out.Line(absl::StrCat("- ", PrintedSignatory(*signatory),
                            withdrawn ? absl::StrCat(" [", words.withdrawn, "]") : ""));
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
  TextWriter out;
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
  WriteSignatories(signatories, options.words, out);
  out.Footnotes(content.blocks());
  WriteAttachments(content, options, out);
  return std::move(out).Take();
}

}  // namespace communique::text
