// Everything in plain text besides clauses: headings, lists, tables, quotations, footnotes, links.

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/text/describe.h"
#include "text/import.h"

namespace communique::text {
namespace {

std::string Blocks(absl::string_view body) {
  const auto imported =
      ImportPlainText(absl::StrCat("A statement on the river\n\nThe river is bad.\n\n", body));
  if (!imported.ok()) {
    return imported.status().ToString();
  }
  const std::string blocks = testing::DescribeBlocks(*imported);
  const std::string first = "paragraph The river is bad.\n";
  return blocks.substr(0, first.size()) == first ? blocks.substr(first.size()) : blocks;
}

TEST(Headings, AreShortLinesByThemselvesWithTextBelow) {
  EXPECT_EQ(Blocks("What we saw\n\nWe saw foam.\n\nWho is asking?\n\nWe are.\n"),
            "heading 1 What we saw\nparagraph We saw foam.\nheading 1 Who is asking?\nparagraph We are.\n");
}

TEST(Headings, TwoInARowAreAHeadingAndOneBelowIt) {
  EXPECT_EQ(Blocks("Outcome\n\nThe winner\n\nThe river won.\n"),
            "heading 1 Outcome\nheading 2 The winner\nparagraph The river won.\n");
}

TEST(Headings, WhatEndsTheTextIsNone) {
  EXPECT_EQ(Blocks("Secretary of the assembly\n"), "paragraph Secretary of the assembly\n");
}

TEST(Headings, WhatAColonAnnouncesIsNone) {
  EXPECT_EQ(Blocks("She said:\n\nThe river is ours\n\nThen she left.\n"),
            "paragraph She said:\nparagraph The river is ours\nparagraph Then she left.\n");
}

TEST(Headings, AreAlsoMarkedWithNumberSigns) {
  EXPECT_EQ(Blocks("##The river today\n\nIt is bad.\n"), "heading 2 The river today\nparagraph It is bad.\n");
}

TEST(Headings, AreAlsoMarkedWithinALineBehindAGap) {
  EXPECT_EQ(Blocks("The water came in May.   ##What we ask\nWe ask for the figures.\n"),
            "paragraph The water came in May.\nheading 2 What we ask\nparagraph We ask for the figures.\n");
  EXPECT_EQ(Blocks("The gate is shut. \u2003### At the mill\n\nIt was open.\n"),
            "paragraph The gate is shut.\nheading 3 At the mill\nparagraph It was open.\n");
}

TEST(Headings, ANumberSignWithinASentenceIsNoHeading) {
  for (const char* line : {"See entry  ##12 of the book.", "The word ##sign is one.", "It ends in  ##.",
                           "One gap ##only is none."}) {
    EXPECT_EQ(Blocks(absl::StrCat(line, "\n\nWe saw foam.\n")),
              absl::StrCat("paragraph ", line, "\nparagraph We saw foam.\n"));
  }
}

TEST(NumberedNames, BelowAHeadingOfBackersAreLinesAndNoClauses) {
  EXPECT_EQ(
      Blocks("Seconds\n\n1. Ada Brook [<name@example.org>] [mail]\n2. Ben d'Orel\n3. Caro Lund [mail]\n\n"
             "Text\n\n1. The river is ours.\n2. The bank is ours too.\n"),
      "heading 1 Seconds\n"
      "paragraph 1. Ada Brook [<name@example.org>] [mail]|2. Ben d'Orel|3. Caro Lund [mail]\n"
      "heading 1 Text\nclause [1.] The river is ours.\nclause [2.] The bank is ours too.\n");
}

TEST(NumberedNames, AreSaidToBeSo) {
  const auto imported =
      ImportPlainText("On the river\n\nSeconds\n\n1. Ada Brook\n2. Ben Orel\n\nText\n\nThe river is bad.\n");
  ASSERT_TRUE(imported.ok());
  ASSERT_EQ(imported->findings.size(), 1u);
  EXPECT_EQ(imported->findings[0].line, 3);
  EXPECT_NE(imported->findings[0].message.find("no clauses"), std::string::npos);
}

TEST(NumberedNames, OneLineThatIsNoNameLeavesAllOfThemClauses) {
  EXPECT_EQ(Blocks("Sponsors\n\n1. Ada Brook\n2. They pay for what they do.\n"),
            "heading 1 Sponsors\nclause [1.] Ada Brook\nclause [2.] They pay for what they do.\n");
}

TEST(Paragraphs, OfOneLineEachStayApartAndShortLinesKeepTheirBreaks) {
  EXPECT_EQ(Blocks("Assembly of the River\nMill Lane\nHalden Quay, to the left.\n"),
            "paragraph Assembly of the River|Mill Lane|Halden Quay, to the left.\n");
  const std::string wide(120, 'w');
  EXPECT_EQ(Blocks("A" + wide + ".\nB" + wide + ".\n"),
            "paragraph A" + wide + ".\nparagraph B" + wide + ".\n");
}

TEST(Paragraphs, WrappedAtAWidthAreJoined) {
  EXPECT_EQ(
      Blocks("The assembly met on three days in May in the old hall of Halden Quay and\n"
             "Listened to fishers, midwives and farmers. What they told about the river\n"
             "was the same from both of its banks: that nobody had told them anything\n"
             "and that they had learned of it from the colour of the water instead,\n"
             "Which is late.\n"),
      "paragraph The assembly met on three days in May in the old hall of Halden Quay and Listened to "
      "fishers, "
      "midwives and farmers. What they told about the river was the same from both of its banks: that nobody "
      "had told them anything and that they had learned of it from the colour of the water instead, Which is "
      "late.\n");
}

TEST(Lists, ItemsNestByIndentationAndGoOnOverLines) {
  EXPECT_EQ(
      Blocks(
          "We ask for:\n\n- readings\n  - of lead\n  - of mercury\n- reasons, in writing, and\n  in time\n"),
      "paragraph We ask for:\nitem readings\n  item of lead\n  item of mercury\nitem reasons, in writing, "
      "and in time\n");
}

TEST(Lists, BlankLinesBetweenItemsDoNotEndThem) {
  EXPECT_EQ(Blocks("• one\n\n• two\n\nThen text.\n"), "item one\nitem two\nparagraph Then text.\n");
}

// The lines are long, so that the text counts as wrapped at a width.
TEST(Lists, TextFurtherLeftBelowASentenceEndsThemAndIsNoPartOfTheLastItem) {
  EXPECT_EQ(
      Blocks("  The assembly met on three days in May in the old hall of Halden Quay and\n"
             "  asked for the figures of the river that it had been promised, these were:\n"
             "   - the lead that was found below the weir in the spring of the year before;\n"
             "   - the mercury that was found in the harbour, with the names of those who\n"
             "     had measured it.\n"
             "  All of this was to be given to the assembly in writing and to the press in\n"
             "  a form that can be read by everybody who lives on its banks, and in time.\n"),
      "paragraph The assembly met on three days in May in the old hall of Halden Quay and asked for the "
      "figures of the river that it had been promised, these were:\n"
      "item the lead that was found below the weir in the spring of the year before;\n"
      "item the mercury that was found in the harbour, with the names of those who had measured it.\n"
      "paragraph All of this was to be given to the assembly in writing and to the press in a form that "
      "can be read by everybody who lives on its banks, and in time.\n");
}

TEST(Lists, AListThatAClauseAnnouncesBelongsToIt) {
  EXPECT_EQ(Blocks("1. We ask for:\n\n- readings\n- reasons\n\n2. We wait.\n"),
            "clause [1.] We ask for:\n  item readings\n  item reasons\nclause [2.] We wait.\n");
}

TEST(Tables, TabsMakeColumnsAndDigitsTellWhatIsHeading) {
  EXPECT_EQ(
      Blocks("Place\tLead\nUpper Weir\t12\nHalden Quay\t15\n"),
      "table, 1 heading rows, 1 heading columns\n  Place | Lead\n  Upper Weir | 12\n  Halden Quay | 15\n");
}

TEST(Tables, ShortRowsAreFilledAndAnEmptyCornerIsAHeading) {
  EXPECT_EQ(Blocks("\tMay\tJune\nUpper Weir\t12\nHalden Quay\t15\t16\n"),
            "table, 1 heading rows, 1 heading columns\n   | May | June\n  Upper Weir | 12 | \n  Halden Quay "
            "| 15 | 16\n");
}

TEST(Tables, OneLineWithATabIsText) {
  EXPECT_EQ(Blocks("Upper Weir\tis closed.\n"), "paragraph Upper Weir is closed.\n");
}

TEST(Quotations, BarsAndAttribution) {
  EXPECT_EQ(Blocks("> We went on measuring.\n>\n> Nobody asked.\n— Jane Doe\n"),
            "quotation\n  paragraph We went on measuring.\n  paragraph Nobody asked.\n  by — Jane Doe\n");
}

TEST(Quotations, AQuotedParagraphThatAColonAnnouncesIsOne) {
  EXPECT_EQ(
      Blocks("She wrote:\n\n“We went on measuring.”\n\n“We” is all of us.\n"),
      "paragraph She wrote:\nquotation\n  paragraph “We went on measuring.”\nparagraph “We” is all of us.\n");
}

TEST(Footnotes, ReferencesAndNotesFindEachOther) {
  EXPECT_EQ(
      Blocks("It was measured [1] twice [2].\n\n[1] In May.\n[2] In June, see https://water.example/june.\n"),
      "paragraph It was measured [^1] twice [^2].\nfootnote [1] In May.\n"
      "footnote [2] In June, see <https://water.example/june>.\n");
}

TEST(Footnotes, BracketsWithoutANoteAreText) {
  EXPECT_EQ(Blocks("It was measured [1] twice [sic].\n"), "paragraph It was measured [1] twice [sic].\n");
}

TEST(Links, AddressesWrittenOutAreLinksWithoutTheSentenceAroundThem) {
  EXPECT_EQ(
      Blocks("See https://water.example/a_(b), <http://water.example/>를 or mailto:press@water.example!\n"),
      "paragraph See <https://water.example/a_(b)>, <<http://water.example/>>를 or "
      "<mailto:press@water.example>!\n");
}

TEST(Links, OtherSchemesAreText) {
  EXPECT_EQ(Blocks("Never javascript:alert(1) nor ftp://water.example/ nor http:// alone.\n"),
            "paragraph Never javascript:alert(1) nor ftp://water.example/ nor http:// alone.\n");
}

TEST(Contact, HeadingAndLinesWithAnAddress) {
  EXPECT_EQ(
      Blocks("Contact information\n\nPress desk: 020 7946 0000\nhttps://water.example/press\n\nThe end of it "
             "all.\n"),
      "heading 1 Contact information\ncontact\n  Press desk: 020 7946 0000\n  <https://water.example/press>\n"
      "paragraph The end of it all.\n");
}

}  // namespace
}  // namespace communique::text
