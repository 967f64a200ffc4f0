#ifndef COMMUNIQUE_TEXT_TEXT_WRITER_H_
#define COMMUNIQUE_TEXT_TEXT_WRITER_H_

#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "communique/content/v1/block.pb.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace communique::text {

// Writes blocks as lines of plain text, indented two spaces a level, a blank line between paragraphs. A
// value; not thread-safe.
class TextWriter {
 public:
  // `erased_mark` stands where a text was erased.
  explicit TextWriter(std::string erased_mark) : erased_mark_(std::move(erased_mark)) {}

  using BlockList = google::protobuf::RepeatedPtrField<content::v1::Block>;

  // After a blank line.
  void Paragraph(absl::string_view text);
  // Directly below.
  void Line(absl::string_view text);
  // All but footnotes.
  void Blocks(const BlockList& blocks);
  // The footnotes of the whole tree, "[1] text".
  void Footnotes(const BlockList& blocks);

  // With a final newline.
  std::string Take() &&;

 private:
  // The own text of a block, or the mark.
  std::string TextOf(const content::v1::Block& block,
                     const google::protobuf::RepeatedPtrField<content::v1::Inline>& inlines) const;
  void Block(const content::v1::Block& block);
  void Clause(const content::v1::Block& block);
  void List(const content::v1::Block& list);
  void Quotation(const content::v1::Quotation& quotation);
  void Table(const content::v1::Table& table);
  // Text that may hold line breaks: `first` stands before its first line, `rest` before the others.
  void Lines(absl::string_view first, absl::string_view text, absl::string_view rest);
  void Gap();

  const std::string erased_mark_;
  std::string out_;
  // In front of every line: indentation and the bars of quotations.
  std::string margin_;
  // The next line stands directly below the last: an item of a tight list.
  bool tight_ = false;
};

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_TEXT_WRITER_H_
