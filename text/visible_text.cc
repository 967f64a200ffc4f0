#include "text/visible_text.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "text/inlines.h"

namespace communique::text {
namespace {

using content::v1::Block;

class Collector {
 public:
  void Add(const Block& block) {
    switch (block.kind_case()) {
      case Block::kParagraph:
        return AddText("", block.paragraph().inlines());
      case Block::kHeading:
        return AddText(block.heading().label(), block.heading().inlines());
      case Block::kClause:
        AddText(block.clause().label(), block.clause().inlines());
        return AddAll(block.clause().children());
      case Block::kBulletList:
        for (const content::v1::ListItem& item : block.bullet_list().items()) {
          AddText("", item.inlines());
          AddAll(item.children());
        }
        return;
      case Block::kQuotation:
        AddAll(block.quotation().children());
        return AddText("", block.quotation().attribution());
      case Block::kTable:
        AddTable(block.table());
        return;
      case Block::kFootnote:
        return AddText(absl::StrCat("[", block.footnote().label(), "]"), block.footnote().inlines());
      case Block::kContact:
        for (const content::v1::ContactLine& line : block.contact().lines()) {
          AddText("", line.inlines());
        }
        return;
      case Block::kNotesToEditors:
        out_.push_back(block.notes_to_editors().heading());
        return AddAll(block.notes_to_editors().children());
      case Block::kImage:
      case Block::KIND_NOT_SET:
        return;
    }
  }

  std::vector<std::string> Take() { return std::move(out_); }

 private:
  template <typename BlockList>
  void AddAll(const BlockList& blocks) {
    for (const Block& block : blocks) {
      Add(block);
    }
  }

  // Runs of one link follow each other; its address stands behind the last, unless it is its text.
  static std::string Text(const Inlines& inlines) {
    std::string text;
    std::string linked;
    for (int i = 0; i < inlines.size(); ++i) {
      const std::string run = PlainText(inlines[i]);
      text += run;
      const std::string& link = inlines[i].link();
      linked = link.empty() ? "" : linked + run;
      const bool last = i + 1 == inlines.size() || inlines[i + 1].link() != link;
      if (!link.empty() && last) {
        if (!absl::StrContains(linked, absl::StripPrefix(link, "mailto:"))) {
          absl::StrAppend(&text, " ", link);
        }
        linked.clear();
      }
    }
    return text;
  }

  void AddText(absl::string_view label, const Inlines& inlines) {
    const std::string text = Text(inlines);
    if (!label.empty() || !text.empty()) {
      out_.push_back(label.empty() || text.empty() ? absl::StrCat(label, text)
                                                   : absl::StrCat(label, " ", text));
    }
  }

  void AddTable(const content::v1::Table& table) {
    if (!table.caption().empty()) {
      out_.push_back(table.caption());
    }
    for (const content::v1::TableRow& row : table.rows()) {
      std::string text;
      for (const content::v1::TableCell& cell : row.cells()) {
        absl::StrAppend(&text, text.empty() ? "" : "\t", Text(cell.inlines()));
      }
      out_.push_back(std::move(text));
    }
  }

  std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> VisibleTextOf(const Block& block) {
  Collector collector;
  collector.Add(block);
  return collector.Take();
}

}  // namespace communique::text
