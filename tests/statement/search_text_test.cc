#include "statement/search_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"

namespace communique {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SearchText, CaseAccentsWidthAndSpacesMakeNoDifference) {
  EXPECT_EQ(FoldForSearch("  Éléctricité\t POUR  tous\n"), "electricite pour tous");
  EXPECT_EQ(FoldForSearch("ＡＢＣ１２"), "abc12");
  EXPECT_EQ(FoldForSearch("Straße"), "strasse");
  EXPECT_EQ(FoldForSearch("شَعْب"), "شعب");
  EXPECT_EQ(FoldForSearch("שָׁלוֹם"), "שלום");
}

TEST(SearchText, WhatReadersTellApartStaysApart) {
  EXPECT_NE(FoldForSearch("か"), FoldForSearch("が"));
  EXPECT_NE(FoldForSearch("कि"), FoldForSearch("क"));
  EXPECT_EQ(FoldForSearch("\xff\xfe"), "");
}

TEST(SearchText, TermsAreWordsAndPairsOfCharactersWhereThereAreNoSpaces) {
  EXPECT_THAT(SearchTerms(FoldForSearch("The Grid, 2024")), ElementsAre("2024", "grid", "the"));
  EXPECT_THAT(SearchTerms(FoldForSearch("공동 성명")), ElementsAre("공동", "동", "명", "성명"));
  EXPECT_THAT(SearchTerms("…!"), IsEmpty());
}

TEST(SearchText, APartIsFoundFromTheBeginningOfAWord) {
  EXPECT_TRUE(Matches("the power grid", "power gr"));
  EXPECT_TRUE(Matches("the power grid", "grid"));
  EXPECT_FALSE(Matches("the power grid", "rid"));
  EXPECT_TRUE(Matches("국가전력망", "전력"));
  EXPECT_TRUE(Matches("nhk放送2024", "2024"));
  EXPECT_FALSE(Matches("the power grid", "grid power"));
}

// The index finds by terms; what it does not find is not looked at.
TEST(SearchText, WhateverMatchesHasTheTermsOfThePart) {
  const std::vector<std::string> texts = {"The power grid of Europe",
                                          "국가전력망 공동성명 2024",
                                          "NHK放送の声明",
                                          "Déclaration commune: l'énergie",
                                          "一法",
                                          "แถลงการณ์ร่วม 12",
                                          "a-b a.b. A",
                                          "बयान और अपील"};
  for (const std::string& text : texts) {
    const std::string folded = FoldForSearch(text);
    const auto terms = SearchTerms(folded);
    for (size_t first = 0; first < folded.size(); ++first) {
      for (size_t count = 1; first + count <= folded.size(); ++count) {
        const std::string part = folded.substr(first, count);
        if (!Matches(folded, part)) continue;
        const PartTerms sought = TermsOfPart(part);
        for (const std::string& term : sought.whole) {
          EXPECT_TRUE(terms.contains(term)) << term << " of '" << part << "' in " << text;
        }
        for (const std::string& term : sought.beginnings) {
          EXPECT_TRUE(std::any_of(terms.begin(), terms.end(),
                                  [&](const std::string& one) { return absl::StartsWith(one, term); }))
              << term << " of '" << part << "' in " << text;
        }
      }
    }
  }
}

}  // namespace
}  // namespace communique
