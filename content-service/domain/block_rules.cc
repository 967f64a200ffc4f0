#include "content-service/domain/block_rules.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/statement_rules.h"
#include "content-service/domain/text_rules.h"
#include "statement/utf8.h"

namespace communique::content {
namespace {

using google::protobuf::RepeatedPtrField;

constexpr size_t kLongestLabel = 64;
constexpr size_t kLongestHeading = 500;

// One walk over the tree; what needs the whole tree is judged at its end.
class BlockChecker {
 public:
  BlockChecker(const v1::Content& content, FieldPath& path, FieldViolations& violations)
      : path_(path), violations_(violations) {
    for (const v1::Attachment& attachment : content.attachments()) entries_.insert(attachment.entry_id());
  }

  void Check(const RepeatedPtrField<v1::Block>& blocks) {
    CheckChildren("blocks", blocks, 1);
    if (count_ > kMostBlocks) {
      Wrong(absl::StrCat("has ", count_, " blocks, items of lists and lines; at most ", kMostBlocks,
                         " are allowed"));
    }
    if (inline_count_ > kMostInlines) {
      Wrong(absl::StrCat("has ", inline_count_, " runs of text; at most ", kMostInlines, " are allowed"));
    }
    for (const auto& [reference, field] : references_) {
      if (!footnotes_.contains(reference)) {
        violations_.Add(field, absl::StrCat("refers to the footnote \"", reference,
                                            "\", which is not there; add it or remove the reference"));
      }
    }
  }

 private:
  void Wrong(absl::string_view description) { violations_.Add(path_.ToString(), description); }

  void CheckText(absl::string_view name, const std::string& text, size_t most_bytes) {
    const std::string wrong = WrongInText(text, most_bytes);
    if (wrong.empty()) return;
    FieldPath::Step step(path_, name);
    Wrong(wrong);
  }

  void CheckLabel(const std::string& label, absl::string_view why) {
    CheckText("label", label, kLongestLabel);
    if (!IsBlank(label)) return;
    FieldPath::Step step(path_, "label");
    Wrong(why);
  }

  void CheckChildren(absl::string_view name, const RepeatedPtrField<v1::Block>& blocks, int depth) {
    for (int i = 0; i < blocks.size(); ++i) {
      FieldPath::Step step(path_, name, i);
      if (depth > kDeepestBlock) {
        Wrong(absl::StrCat("lies deeper than ", kDeepestBlock, " levels; flatten the text"));
        return;
      }
      ++count_;
      CheckBlock(blocks[i], depth);
    }
  }

  void CheckBlock(const v1::Block& block, int depth) {
    switch (block.kind_case()) {
      case v1::Block::kParagraph: {
        FieldPath::Step step(path_, "paragraph");
        return CheckInlines(block.paragraph().inlines());
      }
      case v1::Block::kHeading: {
        FieldPath::Step step(path_, "heading");
        return CheckHeading(block.heading());
      }
      case v1::Block::kClause: {
        FieldPath::Step step(path_, "clause");
        return CheckClause(block.clause(), depth);
      }
      case v1::Block::kBulletList: {
        FieldPath::Step step(path_, "bullet_list");
        return CheckBulletList(block.bullet_list(), depth);
      }
      case v1::Block::kQuotation: {
        FieldPath::Step step(path_, "quotation");
        CheckChildren("children", block.quotation().children(), depth + 1);
        return CheckInlines(block.quotation().attribution(), "attribution");
      }
      case v1::Block::kTable: {
        FieldPath::Step step(path_, "table");
        return CheckTable(block.table(), block.erased());
      }
      case v1::Block::kFootnote: {
        FieldPath::Step step(path_, "footnote");
        return CheckFootnote(block.footnote());
      }
      case v1::Block::kImage: {
        FieldPath::Step step(path_, "image");
        return CheckImage(block.image(), block.erased());
      }
      case v1::Block::kContact: {
        FieldPath::Step step(path_, "contact");
        for (int i = 0; i < block.contact().lines_size(); ++i) {
          FieldPath::Step line(path_, "lines", i);
          ++count_;
          CheckInlines(block.contact().lines(i).inlines());
        }
        return;
      }
      case v1::Block::kNotesToEditors: {
        FieldPath::Step step(path_, "notes_to_editors");
        CheckText("heading", block.notes_to_editors().heading(), kLongestHeading);
        return CheckChildren("children", block.notes_to_editors().children(), depth + 1);
      }
      case v1::Block::KIND_NOT_SET:
        return Wrong("is of no kind; set one of paragraph, heading, clause …");
    }
  }

  void CheckHeading(const v1::Heading& heading) {
    if (heading.level() < 1 || heading.level() > 4) {
      FieldPath::Step step(path_, "level");
      Wrong("must be 1 to 4");
    }
    CheckText("label", heading.label(), kLongestLabel);
    CheckInlines(heading.inlines());
  }

  void CheckClause(const v1::Clause& clause, int depth) {
    CheckLabel(clause.label(),
               "must not be empty: a clause is cited by it; use a paragraph for a text without one");
    if (clause.depth() < 0 || clause.depth() > kDeepestBlock) {
      FieldPath::Step step(path_, "depth");
      Wrong(absl::StrCat("must be 1 to ", kDeepestBlock, ", or 0 to be given"));
    }
    CheckInlines(clause.inlines());
    CheckChildren("children", clause.children(), depth + 1);
  }

  void CheckBulletList(const v1::BulletList& list, int depth) {
    for (int i = 0; i < list.items_size(); ++i) {
      FieldPath::Step step(path_, "items", i);
      ++count_;
      CheckInlines(list.items(i).inlines());
      CheckChildren("children", list.items(i).children(), depth + 1);
    }
  }

  // What erasing left has nothing in it.
  void CheckTable(const v1::Table& table, bool erased) {
    CheckText("caption", table.caption(), kLongestHeading);
    if (table.rows().empty() && !erased) Wrong("has no rows; remove it");
    if (table.rows_size() > kMostTableRows) {
      FieldPath::Step step(path_, "rows");
      Wrong(absl::StrCat("has ", table.rows_size(), " rows; at most ", kMostTableRows,
                         " are allowed; attach a long table as a file"));
      return;
    }
    if (table.header_rows() < 0 || table.header_rows() > table.rows_size()) {
      FieldPath::Step step(path_, "header_rows");
      Wrong("must be 0 to the number of rows");
    }
    int widest = 0;
    for (int i = 0; i < table.rows_size(); ++i) {
      FieldPath::Step row(path_, "rows", i);
      widest = std::max(widest, table.rows(i).cells_size());
      if (table.rows(i).cells_size() > kMostTableColumns) {
        Wrong(absl::StrCat("has ", table.rows(i).cells_size(), " cells; at most ", kMostTableColumns,
                           " are allowed; attach a wide table as a file"));
        continue;
      }
      for (int j = 0; j < table.rows(i).cells_size(); ++j) {
        FieldPath::Step cell(path_, "cells", j);
        CheckInlines(table.rows(i).cells(j).inlines());
      }
    }
    if (table.header_columns() < 0 || table.header_columns() > widest) {
      FieldPath::Step step(path_, "header_columns");
      Wrong("must be 0 to the number of cells in a row");
    }
  }

  void CheckFootnote(const v1::Footnote& footnote) {
    CheckLabel(footnote.label(), "must not be empty: references name it");
    if (!footnotes_.insert(footnote.label()).second) {
      FieldPath::Step step(path_, "label");
      Wrong(absl::StrCat("\"", footnote.label(), "\" labels another footnote already; labels are unique"));
    }
    CheckInlines(footnote.inlines());
  }

  void CheckImage(const v1::Image& image, bool erased) {
    if (erased && image.attachment().empty()) return;
    if (!image.attachment().empty() && entries_.contains(image.attachment())) return;
    FieldPath::Step step(path_, "attachment");
    Wrong(absl::StrCat("names no attachment of this content (", QuoteForMessage(image.attachment()),
                       "); give the entry_id of one"));
  }

  void CheckInlines(const RepeatedPtrField<v1::Inline>& inlines, absl::string_view name = "inlines") {
    for (int i = 0; i < inlines.size(); ++i) {
      FieldPath::Step step(path_, name, i);
      CheckInline(inlines[i]);
    }
  }

  void CheckInline(const v1::Inline& run) {
    ++inline_count_;
    if (run.has_text()) {
      CheckText("text", run.text(), kLargestContentBytes);
    } else if (run.has_footnote_reference()) {
      CheckText("footnote_reference", run.footnote_reference(), kLongestLabel);
      FieldPath::Step step(path_, "footnote_reference");
      references_.emplace_back(run.footnote_reference(), path_.ToString());
    } else if (!run.has_line_break()) {
      Wrong("is empty; set text, footnote_reference or line_break");
    }
    if (run.link().empty()) return;
    if (const std::string wrong = WrongInLink(run.link()); !wrong.empty()) {
      FieldPath::Step step(path_, "link");
      Wrong(wrong);
    }
  }

  FieldPath& path_;
  FieldViolations& violations_;
  std::set<std::string, std::less<>> entries_;
  int count_ = 0;
  int inline_count_ = 0;
  std::set<std::string, std::less<>> footnotes_;
  // Label and the field that refers to it.
  std::vector<std::pair<std::string, std::string>> references_;
};

}  // namespace

void CheckBlocks(const v1::Content& content, FieldPath& path, FieldViolations& violations) {
  BlockChecker(content, path, violations).Check(content.blocks());
}

}  // namespace communique::content
