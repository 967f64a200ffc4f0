// Clauses in plain text: which lines are clauses, and what belongs to each.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/text/describe.h"
#include "text/import.h"

namespace communique::text {
namespace {

// The blocks of a text under a title.
std::string Clauses(absl::string_view body) {
  const auto imported = ImportPlainText(absl::StrCat("A statement on the river\n\n", body));
  return imported.ok() ? testing::DescribeBlocks(*imported) : imported.status().ToString();
}

std::string Findings(absl::string_view body) {
  const auto imported = ImportPlainText(absl::StrCat("A statement on the river\n\n", body));
  std::string all;
  for (const Finding& finding : imported->findings) {
    absl::StrAppend(&all, finding.line, ": ", finding.message, "\n");
  }
  return all;
}

TEST(Clauses, KeepTheirLabelsAsPrinted) {
  EXPECT_EQ(Clauses("1) We met.\n\n2) We spoke.\n"), "clause [1)] We met.\nclause [2)] We spoke.\n");
}

TEST(Clauses, SubClausesNestUnderTheirNumberWithTheTextBetweenInOrder) {
  EXPECT_EQ(
      Clauses("4. We thank them.\n\n5. We go on asking.\n\n6. We do not rest.\n\nThese are the steps:\n\n"
              "6.1. Publish it.\n6.2. Explain it.\n"),
      "clause [4.] We thank them.\n"
      "clause [5.] We go on asking.\n"
      "clause [6.] We do not rest.\n"
      "  paragraph These are the steps:\n"
      "  clause [6.1.] Publish it.\n"
      "  clause [6.2.] Explain it.\n");
}

TEST(Clauses, LettersNestUnderNumbersAndRomanNumbersUnderLetters) {
  EXPECT_EQ(Clauses("1. We ask:\n(a) for readings;\n(b) for reasons, namely\n(i) why,\n(ii) since when.\n2. "
                    "We wait.\n"),
            "clause [1.] We ask:\n"
            "  clause [(a)] for readings;\n"
            "  clause [(b)] for reasons, namely\n"
            "    clause [(i)] why,\n"
            "    clause [(ii)] since when.\n"
            "clause [2.] We wait.\n");
}

TEST(Clauses, AnIBehindAnHIsALetter) {
  const std::string blocks =
      Clauses("(a) A.\n(b) B.\n(c) C.\n(d) D.\n(e) E.\n(f) F.\n(g) G.\n(h) H.\n(i) I.\n(j) J.\n");
  EXPECT_NE(blocks.find("\nclause [(i)] I.\nclause [(j)] J.\n"), std::string::npos) << blocks;
}

TEST(Clauses, AnIThatBeginsAListIsARomanNumber) {
  EXPECT_EQ(Clauses("(i) One.\n\n(ii) Two.\n\n(iii) Three.\n"),
            "clause [(i)] One.\nclause [(ii)] Two.\nclause [(iii)] Three.\n");
}

TEST(Clauses, AYearOrADecimalAtTheBeginningOfALineIsNoClause) {
  EXPECT_EQ(Clauses("The flood came in\n\n2014. Then the water stayed.\n\n1.5 million people left.\n"),
            "paragraph The flood came in\nparagraph 2014. Then the water stayed.\n"
            "paragraph 1.5 million people left.\n");
}

TEST(Clauses, NumbersOutOfOrderAreReportedOnceAParagraph) {
  EXPECT_EQ(Findings("2. We spoke.\n1. We met.\n3. We left.\n"),
            "3: \"2.\" continues no numbering; the line was kept as a paragraph\n");
  EXPECT_EQ(Findings("1. We met.\n3. We left.\n2. We spoke.\n"),
            "4: \"3.\" continues no numbering; the line was kept within its paragraph\n");
  EXPECT_EQ(Findings("These came late.\n12. The weir.\n11. The mill.\n"),
            "4: \"12.\" continues no numbering; the line was kept within its paragraph\n");
}

TEST(Clauses, ANumberInRunningTextIsNotReported) {
  EXPECT_EQ(Findings("It rained for long in the spring of\n2014. Then the water stayed on the fields\n12. "
                     "May came late.\n"),
            "");
}

TEST(Clauses, ADayWithAPointIsNoClause) {
  EXPECT_EQ(Clauses("Wir trafen uns am\n\n25. April in Halden. Es regnete.\n"),
            "paragraph Wir trafen uns am\nparagraph 25. April in Halden. Es regnete.\n");
}

TEST(Clauses, AQuotedNumberThatFitsNowhereStaysAParagraphAndIsReported) {
  EXPECT_EQ(
      Clauses("The rule reads:\n\n7. If nobody asks, nobody is told.\n\nWe object.\n"),
      "paragraph The rule reads:\nparagraph 7. If nobody asks, nobody is told.\nparagraph We object.\n");
  EXPECT_NE(Findings("The rule reads:\n\n7. If nobody asks, nobody is told.\n")
                .find("5: \"7.\" continues no numbering"),
            std::string::npos);
}

TEST(Clauses, WrappedLinesAndIndentedParagraphsBelongToTheirClause) {
  EXPECT_EQ(
      Clauses("1. We met in Halden Quay, a town that has lived with the river for six\n"
              "   hundred years, and asked.\n\n"
              "   Nobody answered us, although we asked in writing and asked again in\n"
              "   person at the gate of the authority.\n\n"
              "2. We ask again, in the name of all who were there and of those who could\n"
              "   not come.\n"),
      "clause [1.] We met in Halden Quay, a town that has lived with the river for six hundred years, and "
      "asked.\n"
      "  paragraph Nobody answered us, although we asked in writing and asked again in person at the gate of "
      "the authority.\n"
      "clause [2.] We ask again, in the name of all who were there and of those who could not come.\n");
}

TEST(Clauses, TextBetweenTwoClausesBelongsToTheFirst) {
  EXPECT_EQ(
      Clauses(
          "1. The water is bad.\n\nIt was measured.\n\n2. The water stays bad.\n\nIt was measured again.\n\n"
          "We sign this together.\n"),
      "clause [1.] The water is bad.\n  paragraph It was measured.\n"
      "clause [2.] The water stays bad.\n  paragraph It was measured again.\n"
      "paragraph We sign this together.\n");
}

TEST(Clauses, TextBehindTheLastSentenceStandsFree) {
  EXPECT_EQ(Clauses("1. We ask.\n\n2. We wait.\n\nThe assembly closed at noon.\n"),
            "clause [1.] We ask.\nclause [2.] We wait.\nparagraph The assembly closed at noon.\n");
}

TEST(Clauses, HeadedSectionsKeepAllTheirText) {
  EXPECT_EQ(
      Clauses("1. The river\n\nIt is long.\n\nIt is old.\n\n2. The town\n\nIt is small.\n\nIt is poor.\n"),
      "clause [1.] The river\n  paragraph It is long.\n  paragraph It is old.\n"
      "clause [2.] The town\n  paragraph It is small.\n  paragraph It is poor.\n");
}

TEST(Clauses, WhereEachHeadedClauseHasOneParagraphTheLastHasNoMore) {
  EXPECT_EQ(Clauses("1. The river\n\nIt is long.\n\n2. The town\n\nIt is small.\n\n3. The mill\n\nIt "
                    "stands.\n\n4. The weir\n\nIt leaks.\n\nThis text was written by many hands.\n"),
            "clause [1.] The river\n  paragraph It is long.\nclause [2.] The town\n  paragraph It is small.\n"
            "clause [3.] The mill\n  paragraph It stands.\nclause [4.] The weir\n  paragraph It leaks.\n"
            "paragraph This text was written by many hands.\n");
}

TEST(Clauses, ALeadInStandsWithTheClausesItAnnounces) {
  EXPECT_EQ(Clauses("1. We met.\n\n2. We spoke.\n\nWe further ask:\n\n3. for readings.\n\n4. for reasons.\n"),
            "clause [1.] We met.\nclause [2.] We spoke.\nparagraph We further ask:\n"
            "clause [3.] for readings.\nclause [4.] for reasons.\n");
}

TEST(Clauses, ANumberingGoesOnAcrossHeadings) {
  EXPECT_EQ(Clauses("What we know\n\n1. It is bad.\n\n2. It stays bad.\n\nWhat we ask\n\n3. Tell us.\n"),
            "heading 1 What we know\nclause [1.] It is bad.\nclause [2.] It stays bad.\n"
            "heading 1 What we ask\nclause [3.] Tell us.\n");
}

TEST(Clauses, AHeadingBetweenANumberAndItsFirstSubClauseStaysInIt) {
  EXPECT_EQ(Clauses("1. The river\n\nHow it is today\n\n1.1 It is bad.\n\n1.2 It stays bad.\n\n2. The "
                    "town\n\nIt is small.\n"),
            "clause [1.] The river\n  heading 1 How it is today\n  clause [1.1] It is bad.\n"
            "  clause [1.2] It stays bad.\nclause [2.] The town\n  paragraph It is small.\n");
}

TEST(Clauses, AListInsideASubClauseNestsInIt) {
  EXPECT_EQ(
      Clauses(
          "2. Rights\n\n2.1 Two kinds exist:\n\n1. known: by law\n2. unknown: by custom\n\n2.2 Both hold.\n"),
      "paragraph 2. Rights\n"
      "clause [2.1] Two kinds exist:\n  clause [1.] known: by law\n  clause [2.] unknown: by custom\n"
      "clause [2.2] Both hold.\n");
}

TEST(Clauses, ALeftOutNumberIsTakenAndReported) {
  EXPECT_EQ(Clauses("1. One.\n\n2. Two.\n\n4. Four.\n"),
            "clause [1.] One.\nclause [2.] Two.\nclause [4.] Four.\n");
  EXPECT_NE(Findings("1. One.\n\n2. Two.\n\n4. Four.\n").find("7: numbering jumps to \"4.\""),
            std::string::npos);
}

TEST(Clauses, ANumberThatStandsTwiceIsTakenAndReported) {
  EXPECT_NE(Findings("1. One.\n\n2. Two.\n\n2. Two again.\n").find("7: the label \"2.\" stands twice"),
            std::string::npos);
}

TEST(Clauses, KoreanArticlesAndCircledNumbersNest) {
  EXPECT_EQ(
      Clauses("제1조(목적) 이 규약은 강을 지킨다.\n\n① 물을 잰다.\n② 결과를 알린다.\n\n제2조(회원) 회원은 "
              "누구나 된다.\n"),
      "clause [제1조] (목적) 이 규약은 강을 지킨다.\n  clause [①] 물을 잰다.\n  clause [②] 결과를 알린다.\n"
      "clause [제2조] (회원) 회원은 누구나 된다.\n");
}

TEST(Clauses, ArticlesGoOnInTheNextChapter) {
  EXPECT_EQ(
      Clauses(
          "Chapter 1 Water\n\nArticle 1 Water is common.\n\nArticle 2 It is measured.\n\nChapter 2 Land\n\n"
          "Article 3 Land is common.\n"),
      "clause [Chapter 1] Water\n  clause [Article 1] Water is common.\n  clause [Article 2] It is "
      "measured.\n"
      "clause [Chapter 2] Land\n  clause [Article 3] Land is common.\n");
}

TEST(Clauses, ArabicLabelsKeepTheirDigits) {
  EXPECT_EQ(Clauses("١. الماء للجميع.\n\n٢. يقاس الماء كل شهر.\n"),
            "clause [١.] الماء للجميع.\nclause [٢.] يقاس الماء كل شهر.\n");
}

TEST(Clauses, JapaneseArticlesAndHanNumbers) {
  EXPECT_EQ(Clauses("第一条　水はみんなのものである。\n\n第二条　水は毎月測る。\n"),
            "clause [第一条] 水はみんなのものである。\nclause [第二条] 水は毎月測る。\n");
  EXPECT_EQ(Clauses("一、水を測る。\n二、結果を知らせる。\n"),
            "clause [一、] 水を測る。\nclause [二、] 結果を知らせる。\n");
}

TEST(Clauses, NestingBeyondTheDeepestLevelIsFlattenedAndReported) {
  std::string text;
  for (int level = 0; level < 12; ++level) {
    absl::StrAppend(&text, std::string(static_cast<std::size_t>(level) * 4, ' '), "1. Level ", level,
                    ".\n\n");
  }
  const std::string blocks = Clauses(text);
  EXPECT_EQ(blocks.find(std::string(14, ' ') + "clause"), std::string::npos) << blocks;
  EXPECT_NE(blocks.find("Level 11."), std::string::npos);
  EXPECT_NE(Findings(text).find("levels deep"), std::string::npos);
}

}  // namespace
}  // namespace communique::text
