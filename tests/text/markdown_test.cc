#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "statement/errors.h"
#include "tests/testing/status_matchers.h"
#include "tests/text/describe.h"
#include "text/coverage.h"
#include "text/import.h"

namespace communique::text {
namespace {

using ::communique::testing::StatusIs;
using ::testing::HasSubstr;

std::string MarkdownBlocks(absl::string_view body) {
  const auto imported = ImportMarkdown(absl::StrCat("# On the river\n\n", body));
  return imported.ok() ? testing::DescribeBlocks(*imported) : imported.status().ToString();
}

TEST(Markdown, TheFirstHeadingIsTheTitleAndTheOthersMoveUp) {
  const auto imported = ImportMarkdown("# On the *river*\n\n## What we saw\n\nFoam.\n\n### Where\n\nHere.\n");
  ASSERT_TRUE(imported.ok());
  EXPECT_EQ(testing::Describe(*imported),
            "title On the river\nheading 1 What we saw\nparagraph Foam.\nheading 2 Where\nparagraph Here.\n");
}

TEST(Markdown, FrontMatterIsKeptInTheSourceHead) {
  const std::string front = "---\ntitle: \"For the river\"\ndate: 2024-05-16\ntags:\n  - water\n---\n";
  const auto imported = ImportMarkdown(front + "\nIt is bad.\n\nIt stays bad.\n");
  ASSERT_TRUE(imported.ok());
  EXPECT_EQ(testing::Describe(*imported),
            "title For the river\npublished 2024-05-16\nhead [title] For the river\nhead [date] 2024-05-16\n"
            "head [tags] \nhead [] - water\nparagraph It is bad.\nparagraph It stays bad.\n");
  ASSERT_EQ(imported->findings.size(), 1u);
  const auto headed = ImportMarkdown(front + "\n# On the river\n\nIt is bad.\n");
  ASSERT_TRUE(headed.ok());
  EXPECT_EQ(headed->content.title(), "On the river");
}

TEST(Markdown, ARuleAtTheBeginningIsNoFrontMatter) {
  for (const char* text : {"---\n\nIt is bad: we say.\n\n---\n", "---\nIt is bad.\n---\n", "---\na: b\n"}) {
    const auto imported = ImportMarkdown(text);
    ASSERT_TRUE(imported.ok());
    EXPECT_EQ(imported->content.source_head_size(), 0) << text;
  }
}

TEST(Markdown, MarksBecomeMarks) {
  EXPECT_EQ(MarkdownBlocks(
                "We *ask*, **again**, at [our site](https://water.example/) and https://river.example/.  "
                "\nTwice.\nAnd on.\n"),
            "paragraph We *ask*, **again**, at <our site https://water.example/> and "
            "<https://river.example/>.|Twice. And on.\n");
}

TEST(Markdown, OtherLinksBecomeTextWithTheirAddress) {
  EXPECT_EQ(
      MarkdownBlocks(
          "Press [here](javascript:alert(1)) or see [the map](map.html) and ![the weir](weir.jpg).\n"),
      "paragraph Press here (javascript:alert(1)) or see the map (map.html) and the weir (weir.jpg).\n");
}

TEST(Markdown, AReferenceToAForbiddenCharacterIsRefusedWithItsLine) {
  for (const char* text : {"A &#x202E;b", "A &#1; b", "[a](https://water.example/&#x202E;)", "A &#0; b"}) {
    const absl::Status status = ImportMarkdown(absl::StrCat("# T\n\n", text, "\n")).status();
    EXPECT_EQ(ReasonOf(status), "FORBIDDEN_CHARACTER") << text;
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 3"))) << text;
  }
  EXPECT_EQ(MarkdownBlocks("Caf&eacute;&nbsp;and `&#1;`.\n"), "paragraph Café\u00A0and &#1;.\n");
}

TEST(Markdown, RawHtmlStaysVisibleText) {
  EXPECT_EQ(MarkdownBlocks("A <b>bold</b> word.\n\n<script>\nalert(1)\n</script>\n"),
            "paragraph A <b>bold</b> word.\nparagraph <script>|alert(1)|</script>\n");
}

TEST(Markdown, OrderedListsAreClausesWithTheirNumberAndDelimiter) {
  EXPECT_EQ(MarkdownBlocks("4) We met.\n5) We spoke.\n\n   At length.\n"),
            "clause [4)] We met.\nclause [5)] We spoke.\n  paragraph At length.\n");
}

TEST(Markdown, LabelsInParagraphsNestUnderOrderedLists) {
  EXPECT_EQ(
      MarkdownBlocks(
          "1. We met.\n2. We ask.\n\nThese are the steps:\n\n2.1. Publish.\n2.2. Explain,\nand soon.\n"),
      "clause [1.] We met.\nclause [2.] We ask.\n  paragraph These are the steps:\n  clause [2.1.] Publish.\n"
      "  clause [2.2.] Explain, and soon.\n");
}

TEST(Markdown, ListsNest) {
  EXPECT_EQ(MarkdownBlocks("1. We ask for:\n   - readings\n     1. monthly\n   - reasons\n2. We wait.\n"),
            "clause [1.] We ask for:\n  item readings\n    clause [1.] monthly\n  item reasons\nclause [2.] "
            "We wait.\n");
}

TEST(Markdown, TablesHaveTheirHeadingRow) {
  EXPECT_EQ(MarkdownBlocks("| Place | Lead |\n|---|---:|\n| Upper *Weir* | 12 |\n"),
            "table, 1 heading rows, 0 heading columns\n  Place | Lead\n  Upper *Weir* | 12\n");
}

TEST(Markdown, QuotationsAndCode) {
  EXPECT_EQ(MarkdownBlocks("> We went on.\n>\n> > Nobody asked.\n\n```\nlead  12\nzinc  3\n```\n"),
            "quotation\n  paragraph We went on.\n  quotation\n    paragraph Nobody asked.\nparagraph lead  "
            "12|zinc  3\n");
}

TEST(Markdown, FootnotesAreNumberedInTheOrderOfTheirReferences) {
  EXPECT_EQ(MarkdownBlocks("Measured[^b] twice[^a].\n\n[^a]: In June.\n[^b]: In May.\n"),
            "paragraph Measured[^1] twice[^2].\nfootnote [1] In May.\nfootnote [2] In June.\n");
}

TEST(Markdown, DayPlaceAndSignatoriesAreTakenAsInPlainText) {
  const auto imported = ImportMarkdown(
      "# On the river\n\nIt is bad.\n\n16 May 2024\n\nHalden Quay, Northmark\n\n## Signed by\n\n- Open Water "
      "Institute\n"
      "- River Union\n\nAttachment: map.png\n",
      {"map.png"});
  ASSERT_TRUE(imported.ok());
  EXPECT_EQ(
      testing::Describe(*imported),
      "title On the river\nhead [Attachment] map.png\nparagraph It is bad.\ndate 2024-05-16 16 May "
      "2024\nplace Halden Quay, Northmark\n"
      "signatory 1 organisation Open Water Institute under Signed by\n"
      "signatory 2 organisation River Union under Signed by\nattachment [Attachment] map.png = file 0\n");
}

TEST(Markdown, NotesToEditorsAndContact) {
  EXPECT_EQ(
      MarkdownBlocks("It is bad.\n\n## Notes to editors\n\n1. It is a river.\n\n## Contact\n\nPress desk  "
                     "\npress@water.example\n"),
      "paragraph It is bad.\nnotes Notes to editors\n  clause [1.] It is a river.\nheading 1 "
      "Contact\ncontact\n"
      "  Press desk\n  press@water.example\n");
}

TEST(Markdown, ADefinitionThatNothingRefersToIsKept) {
  const auto imported =
      ImportMarkdown("# On the river\n\nIt is bad.\n\n[map]: https://water.example/map \"The map\"\n");
  ASSERT_TRUE(imported.ok());
  EXPECT_NE(testing::DescribeBlocks(*imported).find("The map"), std::string::npos);
  ASSERT_FALSE(imported->findings.empty());
  EXPECT_EQ(imported->findings[0].line, 5);
}

TEST(Markdown, EntitiesAndReferencesAreNotTakenForLostText) {
  const std::string text =
      "# On the river\n\nThe caf&eacute; at [the weir][w] &amp; the mill[^n].\n\n[w]: "
      "https://water.example/weir\n\n[^n]: Old.\n";
  const auto imported = ImportMarkdown(text);
  ASSERT_TRUE(imported.ok());
  EXPECT_TRUE(FindMissingMarkdownLines(text, *imported).empty());
  EXPECT_TRUE(imported->findings.empty()) << imported->findings[0].message;
}

}  // namespace
}  // namespace communique::text
