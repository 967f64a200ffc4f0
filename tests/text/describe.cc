#include "tests/text/describe.h"

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace communique::testing {
namespace {

using content::v1::Block;

// Runs as Markdown-like text: *emphasis*, **strong**, <link>, [^1], "|" for a line break.
template <typename InlineList>
std::string Text(const InlineList& inlines) {
  std::string out;
  for (const content::v1::Inline& run : inlines) {
    std::string text = run.text();
    if (run.has_footnote_reference()) {
      text = absl::StrCat("[^", run.footnote_reference(), "]");
    } else if (run.has_line_break()) {
      text = "|";
    }
    if (run.strong()) {
      text = absl::StrCat("**", text, "**");
    }
    if (run.emphasis()) {
      text = absl::StrCat("*", text, "*");
    }
    if (!run.link().empty()) {
      text =
          run.link() == text ? absl::StrCat("<", text, ">") : absl::StrCat("<", text, " ", run.link(), ">");
    }
    out += text;
  }
  return out;
}

class Describer {
 public:
  explicit Describer(std::string& out) : out_(out) {}

  template <typename BlockList>
  void Blocks(const BlockList& blocks, int depth) {
    for (const Block& block : blocks) {
      One(block, depth);
    }
  }

 private:
  void Line(int depth, absl::string_view text) {
    absl::StrAppend(&out_, std::string(static_cast<std::size_t>(depth) * 2, ' '), text, "\n");
  }

  void One(const Block& block, int depth) {
    switch (block.kind_case()) {
      case Block::kParagraph:
        return Line(depth, absl::StrCat("paragraph ", Text(block.paragraph().inlines())));
      case Block::kHeading:
        return Line(depth,
                    absl::StrCat("heading ", block.heading().level(), " ", Text(block.heading().inlines())));
      case Block::kClause:
        Line(depth, absl::StripTrailingAsciiWhitespace(absl::StrCat("clause [", block.clause().label(), "] ",
                                                                    Text(block.clause().inlines()))));
        return Blocks(block.clause().children(), depth + 1);
      case Block::kBulletList:
        for (const content::v1::ListItem& item : block.bullet_list().items()) {
          Line(depth, absl::StrCat("item ", Text(item.inlines())));
          Blocks(item.children(), depth + 1);
        }
        return;
      case Block::kQuotation:
        Line(depth, "quotation");
        Blocks(block.quotation().children(), depth + 1);
        if (!block.quotation().attribution().empty()) {
          Line(depth + 1, absl::StrCat("by ", Text(block.quotation().attribution())));
        }
        return;
      case Block::kTable:
        return Table(block.table(), depth);
      case Block::kFootnote:
        return Line(depth, absl::StrCat("footnote [", block.footnote().label(), "] ",
                                        Text(block.footnote().inlines())));
      case Block::kContact:
        Line(depth, "contact");
        for (const content::v1::ContactLine& line : block.contact().lines()) {
          Line(depth + 1, Text(line.inlines()));
        }
        return;
      case Block::kNotesToEditors:
        Line(depth, absl::StrCat("notes ", block.notes_to_editors().heading()));
        return Blocks(block.notes_to_editors().children(), depth + 1);
      case Block::kImage:
      case Block::KIND_NOT_SET:
        return Line(depth, "unexpected block");
    }
  }

  void Table(const content::v1::Table& table, int depth) {
    Line(depth, absl::StrCat("table, ", table.header_rows(), " heading rows, ", table.header_columns(),
                             " heading columns"));
    for (const content::v1::TableRow& row : table.rows()) {
      std::vector<std::string> cells;
      for (const content::v1::TableCell& cell : row.cells()) {
        cells.push_back(Text(cell.inlines()));
      }
      Line(depth + 1, absl::StrJoin(cells, " | "));
    }
  }

  std::string& out_;
};

std::string DescribeSignatory(const content::v1::Signatory& signatory) {
  std::string out = absl::StrCat("signatory ", signatory.display_order(), " ");
  if (signatory.has_person()) {
    absl::StrAppend(&out, "person ", signatory.person().name(), " / ", signatory.person().title(), " / ",
                    signatory.person().affiliation());
  } else {
    absl::StrAppend(&out, "organisation ", signatory.organisation().name());
    if (!signatory.organisation().abbreviation().empty()) {
      absl::StrAppend(&out, " / ", signatory.organisation().abbreviation());
    }
  }
  return signatory.group_heading().empty() ? out : absl::StrCat(out, " under ", signatory.group_heading());
}

}  // namespace

std::string DescribeBlocks(const text::Imported& imported) {
  std::string out;
  Describer(out).Blocks(imported.content.blocks(), 0);
  return out;
}

std::string Describe(const text::Imported& imported) {
  const content::v1::Content& content = imported.content;
  std::string out = absl::StrCat("title ", content.title(), "\n");
  if (!content.subtitle().empty()) {
    absl::StrAppend(&out, "subtitle ", content.subtitle(), "\n");
  }
  if (content.has_publication_date()) {
    const content::v1::Date& date = content.publication_date();
    absl::StrAppendFormat(&out, "published %d-%02d-%02d\n", date.year(), date.month(), date.day());
  }
  for (const content::v1::SourceHeadLine& line : content.source_head()) {
    absl::StrAppend(&out, "head [", line.label(), "] ", line.value(), "\n");
  }
  out += DescribeBlocks(imported);
  if (content.has_letter_date()) {
    const content::v1::Date& date = content.letter_date().date();
    absl::StrAppendFormat(&out, "date %d-%02d-%02d %s\n", date.year(), date.month(), date.day(),
                          content.letter_date().text());
  }
  if (!content.place().empty()) {
    absl::StrAppend(&out, "place ", content.place(), "\n");
  }
  for (const content::v1::Signatory& signatory : imported.signatories) {
    absl::StrAppend(&out, DescribeSignatory(signatory), "\n");
  }
  for (const text::AttachmentLine& line : imported.attachment_lines) {
    absl::StrAppend(&out, "attachment [", line.label, "] ", line.file_name,
                    line.file ? absl::StrCat(" = file ", *line.file) : "", "\n");
  }
  return out;
}

}  // namespace communique::testing
