#include "statement/inline_text.h"

#include <gmock/gmock.h>

namespace communique {
namespace {

using content::v1::Block;

TEST(PlainText, LeavesOutMarksLinksAndReferences) {
  content::v1::Paragraph paragraph;
  paragraph.add_inlines()->set_text("We ");
  auto* strong = paragraph.add_inlines();
  strong->set_text("urge");
  strong->set_strong(true);
  paragraph.add_inlines()->set_footnote_reference("1");
  paragraph.add_inlines()->mutable_line_break();
  paragraph.add_inlines()->set_text("you.");
  EXPECT_EQ(PlainText(paragraph.inlines()), "We urge\nyou.");
}

TEST(PlainText, OfABlockHasEveryLineInIt) {
  Block block;
  auto* clause = block.mutable_clause();
  clause->set_label("5.");
  auto* item = clause->add_children()->mutable_bullet_list()->add_items();
  item->add_inlines()->set_text("item");
  auto* nested = item->add_children()->mutable_clause();
  nested->set_label("(a)");
  nested->add_inlines()->set_text("below");
  auto* table = clause->add_children()->mutable_table();
  table->set_caption("Caption");
  auto* row = table->add_rows();
  row->add_cells()->add_inlines()->set_text("x");
  row->add_cells()->add_inlines()->set_text("y");
  auto* quotation = clause->add_children()->mutable_quotation();
  quotation->add_children()->mutable_paragraph()->add_inlines()->set_text("quoted");
  quotation->add_attribution()->set_text("Somebody");
  EXPECT_EQ(PlainText(block), "5.\nitem\n(a) below\nCaption\nx\ty\nquoted\nSomebody");
}

}  // namespace
}  // namespace communique
