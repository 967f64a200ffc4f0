#include "content-service/domain/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "statement/erasure.h"
#include "tests/content-service/domain/comparison_reading.h"

namespace communique::content {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::Block Paragraph(const std::string& anchor, const std::string& text) {
  v1::Block block;
  block.set_anchor(anchor);
  block.mutable_paragraph()->add_inlines()->set_text(text);
  return block;
}

v1::Block Clause(const std::string& anchor, const std::string& label, const std::string& text,
                 const std::vector<v1::Block>& children = {}) {
  v1::Block block;
  block.set_anchor(anchor);
  block.mutable_clause()->set_label(label);
  block.mutable_clause()->add_inlines()->set_text(text);
  for (const v1::Block& child : children) *block.mutable_clause()->add_children() = child;
  return block;
}

v1::Content Of(const std::vector<v1::Block>& blocks) {
  v1::Content content;
  content.set_title("A title");
  for (const v1::Block& block : blocks) *content.add_blocks() = block;
  return content;
}

std::string KindWord(v1::DifferenceKind kind) {
  const std::string name = v1::DifferenceKind_Name(kind);
  return absl::AsciiStrToLower(absl::StripPrefix(name, "DIFFERENCE_KIND_"));
}

// "changed 5.1: by [-May-]{+June+}."
std::vector<std::string> BlocksInShort(const v1::Comparison& comparison) {
  std::vector<std::string> lines;
  for (const v1::BlockDifference& difference : comparison.blocks()) {
    std::string line = absl::StrCat(KindWord(difference.kind()), " ", difference.anchor());
    if (!difference.anchor_before().empty()) absl::StrAppend(&line, " was ", difference.anchor_before());
    if (difference.moved() && difference.kind() != v1::DIFFERENCE_KIND_MOVED) line += " moved";
    if (difference.label_before() != difference.label_after()) {
      absl::StrAppend(&line, " (", difference.label_before(), " > ", difference.label_after(), ")");
    }
    lines.push_back(absl::StrCat(line, ": ", RunsInShort(difference.words())));
  }
  return lines;
}

std::vector<std::string> BlocksInShort(const std::vector<v1::Block>& from, const std::vector<v1::Block>& to) {
  return BlocksInShort(CompareContents(Of(from), Of(to)));
}

TEST(Compare, AClauseIsToldByItsWordsAndWhatIsTheSameIsNot) {
  EXPECT_THAT(BlocksInShort({Clause("1", "1.", "We ask.", {Paragraph("p-1", "By May.")})},
                            {Clause("1", "1.", "We ask.", {Paragraph("p-1", "By June.")})}),
              ElementsAre("changed p-1: By [-May-]{+June+}."));
}

TEST(Compare, AClauseUnderAnotherLabelIsTheSameClause) {
  EXPECT_THAT(BlocksInShort({Clause("5.1", "5.1.", "We ask.")},
                            {Clause("5.1-2", "5.1.", "We demand."), Clause("5.1", "5.2.", "We ask.")}),
              ElementsAre("added 5.1-2 ( > 5.1.): {+We demand.+}", "relabelled 5.1 (5.1. > 5.2.): We ask."));
  EXPECT_THAT(BlocksInShort({Clause("5", "5.", "We ask them.")}, {Clause("5", "6.", "We ask you.")}),
              ElementsAre("changed 5 (5. > 6.): We ask [-them-]{+you+}."));
}

TEST(Compare, AClauseMoreLeavesThoseBehindItTheSameUnderOtherLabels) {
  // Once published, an anchor stays with its label.
  const auto none = [](const std::string& anchor) { return Paragraph(anchor, "None."); };
  EXPECT_THAT(BlocksInShort(
                  {Clause("1", "1.", "We ask.", {none("p-1")}), Clause("2", "2.", "We wait.", {none("p-2")}),
                   Clause("3", "3.", "", {Clause("3.1", "3.1.", "In full.")})},
                  {Clause("1", "1.", "We see."), Clause("2", "2.", "We ask.", {none("p-1")}),
                   Clause("3", "3.", "We wait.", {none("p-2")}),
                   Clause("4", "4.", "", {Clause("4.1", "4.1.", "In full.")})}),
              ElementsAre("added 1 ( > 1.): {+We see.+}", "relabelled 2 was 1 (1. > 2.): We ask.",
                          "relabelled 3 was 2 (2. > 3.): We wait.", "relabelled 4 was 3 (3. > 4.): ",
                          "relabelled 4.1 was 3.1 (3.1. > 4.1.): In full."));
}

TEST(Compare, WhatWasRemovedStandsWhereItWas) {
  EXPECT_THAT(BlocksInShort({Paragraph("a", "One."), Paragraph("b", "Two."), Paragraph("c", "Three.")},
                            {Paragraph("a", "One!"), Paragraph("c", "Three!")}),
              ElementsAre("changed a: One[-.-]{+!+}", "removed b: [-Two.-]", "changed c: Three[-.-]{+!+}"));
  EXPECT_THAT(BlocksInShort({Paragraph("a", "One.")}, {}), ElementsAre("removed a: [-One.-]"));
}

TEST(Compare, OnlyWhatWasMovedIsToldAsMoved) {
  const v1::Block clause = Clause("1", "1.", "First.", {Paragraph("p-1", "In it.")});
  EXPECT_THAT(BlocksInShort({Paragraph("a", "A."), Paragraph("b", "B."), clause},
                            {clause, Paragraph("a", "A."), Paragraph("b", "B.")}),
              ElementsAre("moved 1: First."));
  EXPECT_THAT(BlocksInShort({Clause("1", "1.", "First."), Paragraph("a", "A.")},
                            {Clause("1", "1.", "First.", {Paragraph("a", "A.")})}),
              ElementsAre("moved a: A."));
}

TEST(Compare, AnItemMoreMovesNothingInTheItemsBehindIt) {
  const auto list = [](const std::vector<std::string>& items) {
    v1::Block block;
    block.set_anchor("list-1");
    for (const std::string& text : items) {
      v1::ListItem& item = *block.mutable_bullet_list()->add_items();
      item.add_inlines()->set_text(text);
      *item.add_children() = Paragraph("in-" + text, "Within.");
    }
    return block;
  };
  EXPECT_THAT(BlocksInShort({list({"two", "three"})}, {list({"one", "two", "three"})}),
              ElementsAre("changed list-1: {+one\n+}two\nthree", "added in-one: {+Within.+}"));
}

TEST(Compare, MarksAndLinksThatDifferMakeABlockAnotherWithTheSameWords) {
  v1::Block linked = Paragraph("a", "One.");
  linked.mutable_paragraph()->mutable_inlines(0)->set_link("https://river.example/");
  EXPECT_THAT(BlocksInShort({Paragraph("a", "One.")}, {linked}), ElementsAre("changed a: One."));
}

TEST(Compare, AParagraphThatWasWrittenAnewUnderAnotherAnchorIsFoundByItsWords) {
  EXPECT_THAT(BlocksInShort({Paragraph("p-1", "Before."), Paragraph("p-2", "We ask for an answer by May.")},
                            {Paragraph("p-1", "Before."), Paragraph("p-4", "Something else is said first."),
                             Paragraph("p-3", "We ask for an answer by June.")}),
              ElementsAre("added p-4: {+Something else is said first.+}",
                          "changed p-3 was p-2: We ask for an answer by [-May-]{+June+}."));
  // Not beyond what has stayed in its place, and not for another kind of block.
  EXPECT_THAT(BlocksInShort({Paragraph("p-2", "We ask for an answer."), Paragraph("p-1", "Then.")},
                            {Paragraph("p-1", "Then."), Paragraph("p-3", "We ask for an answer!")}),
              SizeIs(2));
  v1::Block heading;
  heading.set_anchor("heading-1");
  heading.mutable_heading()->add_inlines()->set_text("We ask for an answer.");
  EXPECT_THAT(BlocksInShort({Paragraph("p-2", "We ask for an answer.")}, {heading}), SizeIs(2));
}

TEST(Compare, AClauseWithoutTheAnchorOfBeforeIsFoundByItsLabel) {
  EXPECT_THAT(BlocksInShort({Clause("x", "1.", "We ask.")}, {Clause("y", "1.", "We ask.")}),
              ElementsAre("changed y was x: We ask."));
}

TEST(Compare, AnErasedBlockIsMarkedAndNoWordIsMadeUpForIt) {
  const v1::Content whole = Of({Clause("1", "1.", "We ask Kim Hana."), Paragraph("p-1", "Same.")});
  v1::Content erased = whole;
  EraseBlock("1", erased);
  const v1::Comparison both = CompareContents(erased, erased);
  EXPECT_THAT(BlocksInShort(both), ElementsAre("erased 1: "));
  EXPECT_TRUE(both.blocks(0).block().erased());
  EXPECT_THAT(BlocksInShort(CompareContents(erased, whole)), ElementsAre("erased 1: {+We ask Kim Hana.+}"));
  EXPECT_THAT(BlocksInShort(CompareContents(whole, erased)), ElementsAre("erased 1: [-We ask Kim Hana.-]"));
  EXPECT_THAT(BlocksInShort(CompareContents(Of({Paragraph("p-1", "Same.")}), erased)),
              ElementsAre("added 1 ( > 1.): "));
}

TEST(Compare, FieldsThatDifferAreNamed) {
  v1::Content from = Of({});
  v1::Content to = Of({});
  to.set_title("Another title");
  to.set_subtitle("With a subtitle");
  from.mutable_publication_date()->set_year(2024);
  to.mutable_publication_date()->set_year(2024);
  to.mutable_publication_date()->set_month(5);
  to.mutable_change_note()->set_severity(v1::CHANGE_SEVERITY_MAJOR);
  to.mutable_signature_call()->set_open(true);
  from.mutable_signature_call()->set_stated_count(3);
  from.set_slug("a-title");
  to.set_slug("another-title");
  std::vector<std::string> fields;
  const v1::Comparison comparison = CompareContents(from, to);
  for (const v1::FieldDifference& field : comparison.fields()) {
    fields.push_back(absl::StrCat(field.field(), ": ", RunsInShort(field.words())));
  }
  EXPECT_THAT(fields, ElementsAre("title: [-A-]{+Another+} title", "subtitle: {+With a subtitle+}",
                                  "publication_date: [-2024-]{+2024-05+}", "change_note.severity: {+major+}",
                                  "slug: [-a-title-]{+another-title+}", "signature_call.open: {+true+}",
                                  "signature_call.stated_count: [-3-]"));
}

TEST(Compare, AttachmentsAreToldByTheirEntries) {
  const auto entry = [](const std::string& id, const std::string& caption) {
    v1::Attachment attachment;
    attachment.set_entry_id(id);
    attachment.set_caption(caption);
    return attachment;
  };
  v1::Content from;
  for (const auto& each : {entry("a", "A"), entry("b", "B"), entry("c", "C"), entry("d", "D")}) {
    *from.add_attachments() = each;
  }
  v1::Content to;
  for (const auto& each : {entry("d", "D"), entry("a", "A"), entry("c", "See"), entry("e", "E")}) {
    *to.add_attachments() = each;
  }
  std::vector<std::string> lines;
  const v1::Comparison comparison = CompareContents(from, to);
  for (const v1::AttachmentDifference& each : comparison.attachments()) {
    lines.push_back(
        absl::StrCat(KindWord(each.kind()), " ", each.before().entry_id(), "/", each.after().entry_id()));
  }
  EXPECT_THAT(lines, ElementsAre("moved d/d", "removed b/", "changed c/c", "added /e"));
}

TEST(Compare, NothingIsDifferentInOneContent) {
  v1::Content content = Of({Clause("1", "1.", "We ask.", {Paragraph("p-1", "By May.")})});
  content.add_attachments()->set_entry_id("a");
  EXPECT_EQ(CompareContents(content, content).ByteSizeLong(), 0u);
  EXPECT_THAT(CompareContents({}, {}).blocks(), IsEmpty());
}

TEST(Compare, TheLargestContentsAreComparedInLessThanAnAnswer) {
  // Half of the words are other ones, and every second of them stands in both:
  // as many runs as can be.
  const auto content_of = [](char other) {
    v1::Content content;
    int number = 0;
    while (content.ByteSizeLong() < 500'000) {
      std::string text;
      while (text.size() < 20'000) {
        absl::StrAppend(&text, ++number, " ", std::string(1, other), " ");
      }
      *content.add_blocks() = Paragraph(absl::StrCat("p-", content.blocks_size()), text);
    }
    return content;
  };
  const v1::Comparison comparison = CompareContents(content_of('a'), content_of('b'));
  EXPECT_GT(comparison.blocks_size(), 20);
  EXPECT_LT(comparison.ByteSizeLong(), size_t{3} << 20);
}

}  // namespace
}  // namespace communique::content
