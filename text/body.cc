#include "text/body.h"

#include <cstddef>
#include <utility>

#include "text/body_lines.h"
#include "text/characters.h"
#include "text/inlines.h"
#include "text/name_lists.h"
#include "text/numbering.h"
#include "text/outline.h"
#include "text/pieces.h"

namespace communique::text {
namespace {

class BodyReader {
 public:
  BodyReader(const std::vector<Line>& lines, Imported& imported)
      : lines_(lines), imported_(imported), footnotes_(FindFootnotes(lines)), wrap_width_(WrapWidth(lines)) {}

  void Read(const Section& section) {
    Blocks& blocks = *imported_.content.mutable_blocks();
    switch (section.kind) {
      case SectionKind::kText:
        return ReadBlocks(section.begin, section.end, blocks);
      case SectionKind::kNotesToEditors: {
        content::v1::NotesToEditors& notes = *blocks.Add()->mutable_notes_to_editors();
        notes.set_heading(std::string(lines_[section.begin].text));
        return ReadBlocks(section.begin + 1, section.end, *notes.mutable_children());
      }
      case SectionKind::kContact:
        return ReadContact(section, blocks);
    }
  }

 private:
  void ReadBlocks(std::size_t begin, std::size_t end, Blocks& blocks) {
    Body body = ClassifyLines(lines_, begin, end, wrap_width_, footnotes_);
    KeepNamesAsLines(lines_, body, imported_.findings);
    const std::vector<ClauseMark> clauses = DecideClauses(lines_, body, imported_.findings);
    BuildOutline(CutPieces(lines_, body, clauses, footnotes_, seen_footnotes_), clauses, blocks);
  }

  void ReadContact(const Section& section, Blocks& blocks) {
    content::v1::Heading& heading = *blocks.Add()->mutable_heading();
    heading.set_level(1);
    AppendInlines(lines_[section.begin].text, footnotes_, *heading.mutable_inlines());
    content::v1::Contact& contact = *blocks.Add()->mutable_contact();
    for (std::size_t i = section.begin + 1; i < section.end; ++i) {
      if (!lines_[i].blank()) {
        AppendInlines(lines_[i].text, footnotes_, *contact.add_lines()->mutable_inlines());
      }
    }
  }

  const std::vector<Line>& lines_;
  Imported& imported_;
  const FootnoteLabels footnotes_;
  FootnoteLabels seen_footnotes_;
  const int wrap_width_;
};

}  // namespace

void ReadBody(const std::vector<Line>& lines, const std::vector<Section>& sections, Imported& imported) {
  BodyReader reader(lines, imported);
  for (const Section& section : sections) {
    reader.Read(section);
  }
}

}  // namespace communique::text
