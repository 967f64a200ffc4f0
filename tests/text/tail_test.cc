// What stands under a text: day, place, signatories, attached files.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/text/describe.h"
#include "text/import.h"

namespace communique::text {
namespace {

// All but the title and the one paragraph of text.
std::string Tail(absl::string_view tail, const std::vector<std::string>& files = {}) {
  const std::string head = "title On the river\nparagraph The river is bad, we say in Halden Quay.\n";
  auto imported = ImportPlainText(
      absl::StrCat("On the river\n\nThe river is bad, we say in Halden Quay.\n\n", tail), files);
  if (!imported.ok()) {
    return imported.status().ToString();
  }
  imported->content.clear_source_head();
  const std::string all = testing::Describe(*imported);
  return all.substr(0, head.size()) == head ? all.substr(head.size()) : all;
}

TEST(Tail, DayPlaceSignatoriesAndFileAreTaken) {
  EXPECT_EQ(Tail("16 May 2024\n\nHalden Quay, Northmark\n\nAssembly of River Communities (ARC)\nOpen Water "
                 "Institute\n\n"
                 "Attach file#1 : signed statement.jpg\n",
                 {"signed statement.jpg"}),
            "date 2024-05-16 16 May 2024\nplace Halden Quay, Northmark\n"
            "signatory 1 organisation Assembly of River Communities / ARC\n"
            "signatory 2 organisation Open Water Institute\n"
            "attachment [Attach file#1] signed statement.jpg = file 0\n");
}

TEST(Tail, PlaceAndDayMayShareALine) {
  EXPECT_EQ(
      Tail("Halden Quay, 16 May 2024\n\nOpen Water Institute\n"),
      "date 2024-05-16 16 May 2024\nplace Halden Quay\nsignatory 1 organisation Open Water Institute\n");
}

TEST(Tail, APlaceWithoutACommaIsOneThatTheTextNames) {
  EXPECT_EQ(Tail("16 May 2024\nHalden Quay\n"), "date 2024-05-16 16 May 2024\nplace Halden Quay\n");
  EXPECT_EQ(Tail("16 May 2024\n\nGreenwater\n"), "paragraph Greenwater\ndate 2024-05-16 16 May 2024\n");
}

TEST(Tail, PersonsHaveTitleAndAffiliation) {
  EXPECT_EQ(
      Tail("16 May 2024\n\nJane Doe, Director, Open Water Institute\nJohn Roe, Mirell Fishers’ Union\n"),
      "date 2024-05-16 16 May 2024\n"
      "signatory 1 person Jane Doe / Director / Open Water Institute\n"
      "signatory 2 person John Roe /  / Mirell Fishers’ Union\n");
}

TEST(Tail, AHeadingMakesTheLinesBelowItSignatories) {
  EXPECT_EQ(Tail("Signed by:\n\n- Open Water Institute\n- Greenwater\n\nSupporting organisations:\n\n- River "
                 "Union\n"),
            "signatory 1 organisation Open Water Institute under Signed by\n"
            "signatory 2 organisation Greenwater under Signed by\n"
            "signatory 3 organisation River Union under Supporting organisations\n");
}

TEST(Tail, PlaceAndDayMayStandBelowTheSignatories) {
  EXPECT_EQ(Tail("Signed by:\n\nOpen Water Institute\n\nGreenwater\n\nHalden Quay, 16 May 2024\n"),
            "date 2024-05-16 16 May 2024\nplace Halden Quay\n"
            "signatory 1 organisation Open Water Institute under Signed by\n"
            "signatory 2 organisation Greenwater under Signed by\n");
  EXPECT_EQ(Tail("Signed by:\n\nOpen Water Institute\nJane Doe, 16 May 2024\n"),
            "paragraph Signed by:\nparagraph Open Water Institute|Jane Doe, 16 May 2024\n");
}

TEST(Tail, NumberedSignatoriesLoseTheirNumbersOnly) {
  EXPECT_EQ(Tail("Signatories (2):\n1. Open Water Institute\n2. River Union\n"),
            "signatory 1 organisation Open Water Institute under Signatories (2)\n"
            "signatory 2 organisation River Union under Signatories (2)\n");
}

TEST(Tail, KoreanSignatories) {
  EXPECT_EQ(Tail("2024년 5월 16일\n\n강 연합, 물 연구소\n"),
            "paragraph 강 연합, 물 연구소\ndate 2024-05-16 2024년 5월 16일\n");
  EXPECT_EQ(Tail("2024년 5월 16일\n\n강 시민연합\n열린물 연구소\n\n첨부파일 : 성명.pdf\n", {"성명.pdf"}),
            "date 2024-05-16 2024년 5월 16일\nsignatory 1 organisation 강 시민연합\nsignatory 2 organisation "
            "열린물 연구소\n"
            "attachment [첨부파일] 성명.pdf = file 0\n");
}

TEST(Tail, ASentenceAmongThemLeavesAllOfThemParagraphs) {
  const auto imported = ImportPlainText(
      "On the river\n\nThe river is bad, all along its banks.\n\nSigned by:\n\nOpen Water Institute\n\nand "
      "35 others, see below.\n");
  ASSERT_TRUE(imported.ok());
  EXPECT_TRUE(imported->signatories.empty());
  ASSERT_FALSE(imported->findings.empty());
  EXPECT_EQ(imported->findings[0].line, 5);
}

TEST(Tail, ANameAloneIsNoSignatory) {
  EXPECT_EQ(Tail("Jane Doe\n"), "paragraph Jane Doe\n");
  EXPECT_EQ(Tail("16 May 2024\n\nJane Doe\n"), "paragraph Jane Doe\ndate 2024-05-16 16 May 2024\n");
}

TEST(Tail, PersonsBelowAClosingSentenceHaveSignedAndTheSentenceStays) {
  EXPECT_EQ(
      Tail("Done in Halden Quay this 16th day of May, 2024.\n\nThe Rt. Hon. Jane Doe MP Prime Minister of "
           "Northmark\n\nDr. John Roe\n"),
      "paragraph Done in Halden Quay this 16th day of May, 2024.\n"
      "signatory 1 person The Rt. Hon. Jane Doe MP / Prime Minister of Northmark / \n"
      "signatory 2 person Dr. John Roe /  / \n");
}

TEST(Tail, BelowAClosingSentenceALineThatDoesNotSayItIsAPersonLeavesAllOfThemParagraphs) {
  for (const char* line : {"Jane Doe", "Open Water Institute", "They all agreed to it."}) {
    const auto imported = ImportPlainText(absl::StrCat(
        "On the river\n\nThe river is bad.\n\nSigned in Halden Quay on 16 May 2024.\n\nDr. John Roe\n\n",
        line, "\n"));
    ASSERT_TRUE(imported.ok());
    EXPECT_TRUE(imported->signatories.empty()) << line;
  }
}

TEST(Tail, NotesAndContactBehindTheSignatoriesDoNotHideThem) {
  EXPECT_EQ(Tail("16 May 2024\n\nOpen Water Institute\n\nNotes to editors\n\n1. The Mirell is a river.\n2. "
                 "It is long.\n\n"
                 "Contact\n\nPress desk, press@water.example\n"),
            "notes Notes to editors\n  clause [1.] The Mirell is a river.\n  clause [2.] It is long.\n"
            "heading 1 Contact\ncontact\n  Press desk, press@water.example\n"
            "date 2024-05-16 16 May 2024\nsignatory 1 organisation Open Water Institute\n");
}

TEST(Tail, ASecondDayIsLeftInTheTextAndReported) {
  const auto imported = ImportPlainText("On the river\n\n2024-05-15\n\nThe river is bad.\n\n16 May 2024\n");
  ASSERT_TRUE(imported.ok());
  EXPECT_EQ(imported->content.letter_date().text(), "2024-05-15");
  EXPECT_EQ(testing::DescribeBlocks(*imported), "paragraph The river is bad.\nparagraph 16 May 2024\n");
  ASSERT_EQ(imported->findings.size(), 1u);
}

TEST(Tail, ADatelineStaysInItsParagraphAndIsReported) {
  const auto imported =
      ImportPlainText("On the river\n\nGeneva, 3 May 2020 – The assembly met and spoke.\n\nIt closed.\n");
  ASSERT_TRUE(imported.ok());
  EXPECT_FALSE(imported->content.has_letter_date());
  EXPECT_EQ(testing::DescribeBlocks(*imported),
            "paragraph Geneva, 3 May 2020 – The assembly met and spoke.\nparagraph It closed.\n");
  ASSERT_EQ(imported->findings.size(), 1u);
  EXPECT_EQ(imported->findings[0].line, 3);
}

TEST(Tail, DayAndSignatoriesMayStandBehindTheContact) {
  EXPECT_EQ(Tail("Contact\n\nPress desk, press@water.example\n\n16 May 2024\n\nOpen Water Institute\n"),
            "heading 1 Contact\ncontact\n  Press desk, press@water.example\n"
            "date 2024-05-16 16 May 2024\nsignatory 1 organisation Open Water Institute\n");
}

}  // namespace
}  // namespace communique::text
