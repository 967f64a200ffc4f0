#include "statement/anchors.h"

#include <gmock/gmock.h>

#include <random>
#include <set>

#include "statement/block_walk.h"
#include "statement/errors.h"
#include "tests/statement/random_content.h"
#include "tests/testing/status_matchers.h"

namespace communique {
namespace {

using ::communique::testing::IsOk;
using ::communique::testing::StatusIs;
using content::v1::Block;
using content::v1::Content;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Block Clause(const std::string& label, const std::string& text, const std::vector<Block>& children = {}) {
  Block block;
  block.mutable_clause()->set_label(label);
  block.mutable_clause()->add_inlines()->set_text(text);
  for (const Block& child : children) *block.mutable_clause()->add_children() = child;
  return block;
}

Block Paragraph(const std::string& text) {
  Block block;
  block.mutable_paragraph()->add_inlines()->set_text(text);
  return block;
}

Block Footnote(const std::string& label) {
  Block block;
  block.mutable_footnote()->set_label(label);
  return block;
}

Block Anchored(Block block, const std::string& anchor) {
  block.set_anchor(anchor);
  return block;
}

Content Of(const std::vector<Block>& blocks) {
  Content content;
  for (const Block& block : blocks) *content.add_blocks() = block;
  return content;
}

std::vector<std::string> AnchorsOf(const Content& content) {
  std::vector<std::string> anchors;
  for (const AnchoredBlock& block : ListAnchors(content)) anchors.push_back(block.anchor);
  return anchors;
}

Content Assigned(Content content, const Content& previous = {}, const AnchorHistory& history = {}) {
  EXPECT_OK(AssignAnchors(previous, history, content));
  return content;
}

// As if `content` was the last edition and the only one.
AnchorHistory Published(const Content& content) {
  AnchorHistory history;
  for (const AnchoredBlock& block : ListAnchors(content)) history.published[block.anchor] = block.label_path;
  return history;
}

TEST(LabelSegment, KeepsWhatCitesTheClause) {
  const std::pair<const char*, const char*> kCases[] = {{"5.", "5"},
                                                        {"5.1.", "5.1"},
                                                        {"(iv)", "iv"},
                                                        {"①", "1"},
                                                        {"제 3 조", "3"},
                                                        {"제3조", "3"},
                                                        {"Article 3", "3"},
                                                        {"٣", "3"},
                                                        {"१२.", "12"},
                                                        {"Ⅳ.", "iv"},
                                                        {"（２）", "2"},
                                                        {"(A)", "a"},
                                                        {"4(b)", "4.b"},
                                                        {"5. (a)", "5.a"},
                                                        {"3 bis", "3-bis"},
                                                        {"5bis", "5bis"},
                                                        {"1-2", "1-2"},
                                                        {"Part II, Article 3", "ii-3"},
                                                        {"Annex II", "ii"},
                                                        {"Preamble", "preamble"},
                                                        {"가.", "ga"},
                                                        {"б)", "b"},
                                                        {"第三条", "3"},
                                                        {"二十一、", "21"},
                                                        {"제3조의2", "3-2"},
                                                        {"#7", "7"},
                                                        {"", ""},
                                                        {"•", ""},
                                                        {"—", ""},
                                                        {"...", ""},
                                                        {"⑴", "1"},
                                                        {"Статья 5", "5"},
                                                        {"المادة ٥", "5"}};
  for (const auto& [label, segment] : kCases) EXPECT_EQ(LabelSegment(label), segment) << label;
}

TEST(LabelPath, IsThatOfTheClausesAbove) {
  Content content =
      Of({Clause("5.", "", {Clause("5.1.", "", {Clause("(a)", "", {Paragraph("x")})}), Clause("(b)", "")}),
          Clause("•", "", {Clause("1)", "")})});
  std::vector<std::string> paths;
  for (const AnchoredBlock& block : ListAnchors(content)) paths.push_back(block.label_path);
  EXPECT_THAT(paths, ElementsAre("5", "5.1", "5.1.a", "", "5.b", "", "1"));
}

TEST(Anchors, AreTheLabelPathsAndNumbersForTheRest) {
  Block list;
  *list.mutable_bullet_list()->add_items()->add_children() = Clause("(i)", "in a list");
  Block heading;
  heading.mutable_heading()->set_label("II.");
  Block bare_heading;
  bare_heading.mutable_heading();
  Block table, quotation, image, contact, notes;
  table.mutable_table();
  *quotation.mutable_quotation()->add_children() = Paragraph("quoted");
  image.mutable_image();
  contact.mutable_contact();
  notes.mutable_notes_to_editors();
  const Content content = Assigned(
      Of({Paragraph("a"), Paragraph("b"), heading, bare_heading, Clause("5.", "", {Clause("5.1.", ""), list}),
          table, quotation, image, contact, notes, Footnote("1"), Footnote("*"), Clause("•", "")}));
  EXPECT_THAT(AnchorsOf(content),
              ElementsAre("p-1", "p-2", "ii", "heading-1", "5", "5.1", "list-1", "5.i", "table-1", "quote-1",
                          "p-3", "image-1", "contact-1", "notes-1", "fn-1", "fn-2", "clause-1"));
}

TEST(Anchors, StayWithTheirClausesWhenOneIsInserted) {
  const Content previous = Assigned(Of({Clause("1.", "one"), Paragraph("a"), Clause("3.", "three")}));
  const Content next = Assigned(Of({Clause("1.", "one"), Paragraph("new"), Paragraph("a"),
                                    Clause("2.", "two"), Clause("3.", "three, edited")}),
                                previous, Published(previous));
  EXPECT_THAT(AnchorsOf(next), ElementsAre("1", "p-2", "p-1", "2", "3"));
}

TEST(Anchors, OfARelabelledClauseAreThoseOfItsNewLabel) {
  const Content previous = Assigned(Of({Clause("5.1.", "text")}));
  const Content next = Assigned(Of({Clause("5.2.", "text")}), previous, Published(previous));
  EXPECT_THAT(AnchorsOf(next), ElementsAre("5.2"));
}

TEST(Anchors, OfTheSameLabelTwiceAreApart) {
  const Content previous =
      Assigned(Of({Clause("5.1.", "first"), Clause("5.1", "second"), Clause("5.1", "third")}));
  EXPECT_THAT(AnchorsOf(previous), ElementsAre("5.1", "5.1-2", "5.1-3"));
  const Content without_first = Assigned(Of({Clause("5.1", "second"), Clause("5.1", "third")}), previous);
  EXPECT_THAT(AnchorsOf(without_first), ElementsAre("5.1-2", "5.1-3"));
}

TEST(Anchors, OfALabelThatComesBackAreTheSameAgain) {
  const Content first = Assigned(Of({Clause("1.", "one"), Clause("2.", "two")}));
  const AnchorHistory history = Published(first);
  const Content second = Assigned(Of({Clause("1.", "one")}), first, history);
  const Content third = Assigned(Of({Clause("1.", "one"), Clause("2.", "another")}), second, history);
  EXPECT_THAT(AnchorsOf(third), ElementsAre("1", "2"));
}

TEST(Anchors, OncePublicAreNeverGivenToAnotherBlock) {
  AnchorHistory history;
  history.published = {{"2", "1"}, {"p-1", ""}, {"p-2", ""}};
  EXPECT_THAT(AnchorsOf(Assigned(Of({Clause("2.", "x"), Paragraph("new"), Clause("p-1", "")}), {}, history)),
              ElementsAre("2-2", "p-3", "p-1-2"));
}

TEST(Anchors, AreTheSameInEveryLanguageOfTheGroup) {
  AnchorHistory history;
  history.group = {{"3", "article-3"}, {"3.1", "3.1"}};
  EXPECT_THAT(AnchorsOf(Assigned(Of({Clause("제 3 조", "가", {Clause("①", "나")})}), {}, history)),
              ElementsAre("article-3", "3.1"));
}

TEST(Anchors, OfTheStatementItselfGoBeforeThoseOfTheGroup) {
  AnchorHistory history;
  history.group = {{"3", "article-3"}};
  history.published = {{"third", "3"}};
  EXPECT_THAT(AnchorsOf(Assigned(Of({Clause("3.", "")}), {}, history)), ElementsAre("third"));
}

TEST(Anchors, GivenByTheClientAreKept) {
  EXPECT_THAT(AnchorsOf(Assigned(Of({Clause("1.", ""), Anchored(Clause("2.", ""), "1"),
                                     Anchored(Paragraph("a"), "p-1"), Paragraph("b")}))),
              ElementsAre("1-2", "1", "p-1", "p-2"));
}

TEST(Anchors, ThatCannotBeAreAllToldAndNothingIsChanged) {
  AnchorHistory history;
  history.published = {{"5.1", "5.1"}};
  Content content =
      Of({Anchored(Paragraph("a"), "No"), Anchored(Paragraph("b"), "twice"),
          Anchored(Paragraph("c"), "twice"), Anchored(Clause("5.2.", ""), "5.1"), Paragraph("d")});
  const std::string before = content.SerializeAsString();
  const absl::Status status = AssignAnchors({}, history, content);
  EXPECT_THAT(status,
              StatusIs(absl::StatusCode::kInvalidArgument, AllOf(HasSubstr("'No'"), HasSubstr("2 more"))));
  EXPECT_EQ(ReasonOf(status), "BAD_FIELD");
  EXPECT_EQ(content.SerializeAsString(), before);
  for (const char* anchor : {"-a", ".a", "a b", "성", "a/b"}) {
    Content bad = Of({Anchored(Paragraph("a"), anchor)});
    EXPECT_THAT(AssignAnchors({}, {}, bad), StatusIs(absl::StatusCode::kInvalidArgument)) << anchor;
  }
}

TEST(Anchors, OfManyBlocksAreQuicklyGiven) {
  Content content;
  for (int i = 0; i < 5000; ++i) *content.add_blocks() = Paragraph("same");
  const Content previous = Assigned(content);
  EXPECT_EQ(AnchorsOf(previous).back(), "p-5000");
  EXPECT_EQ(AnchorsOf(Assigned(content, previous, Published(previous))), AnchorsOf(previous));
}

TEST(Anchors, OfDeepAndLongLabelsFit) {
  Block block = Clause(std::string(64, 'x'), "");
  for (int i = 0; i < 7; ++i) block = Clause(std::string(60, 'x'), "", {block, block});
  std::set<std::string> seen;
  for (const std::string& anchor : AnchorsOf(Assigned(Of({block})))) {
    EXPECT_LE(anchor.size(), 64u);
    EXPECT_TRUE(seen.insert(anchor).second) << anchor;
  }
}

TEST(Anchors, AreUniqueAndStableForAnyContent) {
  std::mt19937 random(3);
  for (int i = 0; i < 100; ++i) {
    Content bare = testing::RandomContent(random);
    for (Block* block : MutableBlocksInReadingOrder(bare)) block->clear_anchor();
    const Content first = Assigned(bare);
    std::set<std::string> seen;
    for (const std::string& anchor : AnchorsOf(first)) {
      EXPECT_THAT(anchor, ::testing::MatchesRegex("[a-z0-9][a-z0-9.-]*"));
      EXPECT_LE(anchor.size(), 64u);
      EXPECT_TRUE(seen.insert(anchor).second) << anchor;
    }
    EXPECT_EQ(AnchorsOf(Assigned(bare, first)), AnchorsOf(first));
    EXPECT_EQ(AnchorsOf(Assigned(bare, first, Published(first))), AnchorsOf(first));
    EXPECT_EQ(AnchorsOf(Assigned(first, first, Published(first))), AnchorsOf(first));
  }
}

TEST(Anchors, KeepTheirPromiseOverManyEditions) {
  std::mt19937 random(4);
  AnchorHistory history;
  Content previous;
  for (int edition = 0; edition < 200; ++edition) {
    Content content;
    for (auto left = random() % 12; left > 0; --left) {
      const std::string text(1, static_cast<char>('a' + random() % 6));
      *content.add_blocks() =
          random() % 2 == 0 ? Paragraph(text) : Clause(std::to_string(random() % 5) + ".", text);
    }
    ASSERT_OK(AssignAnchors(previous, history, content));
    for (const AnchoredBlock& block : ListAnchors(content)) {
      const auto [known, is_new] = history.published.emplace(block.anchor, block.label_path);
      EXPECT_EQ(known->second, block.label_path) << block.anchor;
    }
    previous = content;
  }
}

}  // namespace
}  // namespace communique
