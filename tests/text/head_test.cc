// What stands above a text.

#include <gtest/gtest.h>

#include <string>

#include "tests/text/describe.h"
#include "text/import.h"

namespace communique::text {
namespace {

std::string Imports(absl::string_view text) {
  const auto imported = ImportPlainText(text);
  return imported.ok() ? testing::Describe(*imported) : imported.status().ToString();
}

TEST(Head, TheFirstLineIsTheTitle) {
  EXPECT_EQ(Imports("On the river\n\nIt is bad.\n"), "title On the river\nparagraph It is bad.\n");
}

TEST(Head, AWrappedTitleIsJoined) {
  EXPECT_EQ(Imports("On the right to know the state of the river and\nof its banks\n\nIt is bad.\n"),
            "title On the right to know the state of the river and of its banks\nparagraph It is bad.\n");
}

TEST(Head, LabelsAndValuesGoToTheSourceHeadWithTheLinesAboveThem) {
  EXPECT_EQ(Imports("News & Events\n\nBoard\n\nOn the river\nName :\nDate :\n2015-04-08 21:01:00\nHit :\n\n"
                    "On the river, adopted at the second assembly\n\nIt is bad.\n"),
            "title On the river, adopted at the second assembly\npublished 2015-04-08\n"
            "head [] News & Events\nhead [] Board\nhead [] On the river\n"
            "head [Name] \nhead [Date] 2015-04-08 21:01:00\nhead [Hit] \n"
            "paragraph It is bad.\n");
}

TEST(Head, ALineRightAboveTheLabelsIsTheTitle) {
  EXPECT_EQ(Imports("성명서\n\n강의 상태를 알 권리\n작성자 : 사무국\n조회 : 12\n\n강이 더럽다.\n"),
            "title 강의 상태를 알 권리\nhead [] 성명서\nhead [작성자] 사무국\nhead [조회] 12\nparagraph 강이 "
            "더럽다.\n");
}

TEST(Head, ASentenceBetweenTitleAndLabelsIsTheSubtitleAndPublishedGivesTheDay) {
  const auto imported = ImportPlainText(
      "On the river\n\nThe authority answers the assembly.\n\nFrom:\nRiver Authority\nPublished\n17 January "
      "2016\n\nWe answer.\n");
  ASSERT_TRUE(imported.ok());
  EXPECT_EQ(testing::Describe(*imported),
            "title On the river\nsubtitle The authority answers the assembly.\npublished 2016-01-17\n"
            "head [From] River Authority\nhead [Published] 17 January 2016\nparagraph We answer.\n");
}

TEST(Head, TheDateOfAPageIsTheDayOfPublicationWhereNothingElseIs) {
  EXPECT_EQ(Imports("On the river\nDate : 3 May 2020\nPublished : 5 May 2020\n\nIt is bad.\n"),
            "title On the river\npublished 2020-05-05\nhead [Date] 3 May 2020\nhead [Published] 5 May 2020\n"
            "paragraph It is bad.\n");
  EXPECT_EQ(Imports("On the river\nDate : 03/04/2020\nHit : 3\n\nIt is bad.\n"),
            "title On the river\nhead [Date] 03/04/2020\nhead [Hit] 3\nparagraph It is bad.\n");
}

TEST(Head, ASentenceWithAColonIsNoHeadLine) {
  EXPECT_EQ(Imports("On the river\n\nNote: this text was repealed.\n\nIt is bad.\n"),
            "title On the river\nparagraph Note: this text was repealed.\nparagraph It is bad.\n");
}

TEST(Head, LabelsWithinTheTextStayInTheText) {
  EXPECT_EQ(Imports("On the river\n\nWe invite you to hear what we found.\n\nDetails of the meeting\n"
                    "Date: 3 May 2024\nPlace: Town hall\n\nWe look forward to it.\n"),
            "title On the river\nparagraph We invite you to hear what we found.\n"
            "paragraph Details of the meeting|Date: 3 May 2024|Place: Town hall\n"
            "paragraph We look forward to it.\n");
  EXPECT_EQ(Imports("On the river\n\nThe assembly has decided:\n\n1. To ask.\n\n2. To wait.\n\n"
                    "From: the assembly\nTo: the authority\n\nWe wait.\n"),
            "title On the river\nparagraph The assembly has decided:\nclause [1.] To ask.\n"
            "clause [2.] To wait.\nparagraph From: the assembly|To: the authority\nparagraph We wait.\n");
  EXPECT_EQ(Imports("Media advisory\n\nThe assembly opens\n\nWhat: Opening\nDate: 5 May 2024\n"
                    "Place: Town hall\n\nAll are welcome.\n"),
            "title Media advisory\nheading 1 The assembly opens\n"
            "paragraph What: Opening|Date: 5 May 2024|Place: Town hall\nparagraph All are welcome.\n");
}

TEST(Head, ATitleWithAColonRightAboveTheLabelsIsTheTitle) {
  EXPECT_EQ(Imports("News\n\nJoint statement: stop the dam\nName :\nSecretariat\nHit :\n\nIt is bad.\n"),
            "title Joint statement: stop the dam\nhead [] News\nhead [Name] Secretariat\nhead [Hit] \n"
            "paragraph It is bad.\n");
}

TEST(Head, ALineDrawnAboveTheTitleIsNoTitle) {
  EXPECT_EQ(Imports("* * *\n\nOn the river\n\nIt is bad.\n"),
            "title On the river\nhead [] * * *\nparagraph It is bad.\n");
}

TEST(Head, ADayBelowTheTitleIsTheDateOfTheLetter) {
  EXPECT_EQ(Imports("On the river\n\n2014-04-28\n\nIt is bad.\n"),
            "title On the river\nparagraph It is bad.\ndate 2014-04-28 2014-04-28\n");
  EXPECT_EQ(Imports("On the river\n\nHalden Quay, 28 April 2014\n\nIt is bad.\n"),
            "title On the river\nparagraph It is bad.\ndate 2014-04-28 28 April 2014\nplace Halden Quay\n");
}

TEST(Head, ALongerFormOfTheTitleTakesItsPlace) {
  EXPECT_EQ(Imports("On the river\n\nOn the river, its banks and its people\n\nIt is bad.\n"),
            "title On the river, its banks and its people\nhead [] On the river\nparagraph It is bad.\n");
}

TEST(Head, TheKindOfTextAboveTheTitleIsTheSubtitle) {
  EXPECT_EQ(
      Imports("Joint Statement\n\nOn the right to know the state of the river\n\nIt is bad.\n"),
      "title On the right to know the state of the river\nsubtitle Joint Statement\nparagraph It is bad.\n");
}

TEST(Head, ATextThatBeginsWithAClauseGetsATitleAndKeepsTheClause) {
  EXPECT_EQ(Imports("1. The river is bad.\n\n2. It stays bad.\n"),
            "title The river is bad.\nclause [1.] The river is bad.\nclause [2.] It stays bad.\n");
}

TEST(Head, AFirstLineThatIsTooLongForATitleIsKeptWhole) {
  const std::string longest(600, 'a');
  const auto imported = ImportPlainText("Words " + longest + "\n");
  ASSERT_TRUE(imported.ok());
  EXPECT_LE(imported->content.title().size(), 500u);
  EXPECT_EQ(testing::DescribeBlocks(*imported), "paragraph Words " + longest + "\n");
}

TEST(Head, AHeadingAboveTheWholeTextIsTheSubtitleButAShortOneIsNot) {
  const auto adopted =
      ImportPlainText("On the river\n\nAdopted by the assembly of the river\n\nIt is bad.\n\nWe ask.\n");
  ASSERT_TRUE(adopted.ok());
  EXPECT_EQ(testing::Describe(*adopted),
            "title On the river\nsubtitle Adopted by the assembly of the river\nparagraph It is bad.\n"
            "paragraph We ask.\n");
  EXPECT_EQ(adopted->findings.size(), 1u);
  const auto background = ImportPlainText("On the river\n\nBackground\n\nIt is bad.\n\nWe ask.\n");
  ASSERT_TRUE(background.ok());
  EXPECT_EQ(testing::Describe(*background),
            "title On the river\nheading 1 Background\nparagraph It is bad.\nparagraph We ask.\n");
}

}  // namespace
}  // namespace communique::text
