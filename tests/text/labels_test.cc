#include "text/labels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace communique::text {
namespace {

using ::testing::ElementsAre;

// Label and remaining text.
std::vector<std::string> Split(absl::string_view line) {
  const LabelCandidate candidate = ScanLabel(line);
  if (candidate.label.empty()) {
    return {};
  }
  return {candidate.label, std::string(line.substr(candidate.rest))};
}

std::vector<int> PathOf(absl::string_view line) {
  const LabelCandidate candidate = ScanLabel(line);
  return candidate.readings.empty() ? std::vector<int>{} : candidate.readings[0].path;
}

struct Case {
  std::string line;
  std::string label;
  std::string rest;
};

class LabelsOfManyKinds : public ::testing::TestWithParam<Case> {};

TEST_P(LabelsOfManyKinds, AreKeptAsPrinted) {
  EXPECT_THAT(Split(GetParam().line), ElementsAre(GetParam().label, GetParam().rest));
}

INSTANTIATE_TEST_SUITE_P(
    Labels, LabelsOfManyKinds,
    ::testing::Values(Case{"1. Water", "1.", "Water"}, Case{"12) Water", "12)", "Water"},
                      Case{"(2) Water", "(2)", "Water"}, Case{"5.1. Water", "5.1.", "Water"},
                      Case{"5.1 Water", "5.1", "Water"}, Case{"(2.1) Water", "(2.1)", "Water"},
                      Case{"0: Summary", "0:", "Summary"}, Case{"1.- Agua", "1.-", "Agua"},
                      Case{"(a) Water", "(a)", "Water"}, Case{"a) Water", "a)", "Water"},
                      Case{"(iv) Water", "(iv)", "Water"}, Case{"iv. Water", "iv.", "Water"},
                      Case{"II. Water", "II.", "Water"}, Case{"① 물", "①", "물"}, Case{"①물", "①", "물"},
                      Case{"⑴ 물", "⑴", "물"}, Case{"가. 물", "가.", "물"}, Case{"1.우리는", "1.", "우리는"},
                      Case{"제 3 조 물", "제 3 조", "물"}, Case{"제1조(목적) 물", "제1조", "(목적) 물"},
                      Case{"第三条 水", "第三条", "水"}, Case{"第3條　水", "第3條", "水"},
                      Case{"一、水", "一、", "水"}, Case{"（二）水", "（二）", "水"},
                      Case{"３．水", "３．", "水"}, Case{"Article 3. Water", "Article 3.", "Water"},
                      Case{"Article 3 – Water", "Article 3", "– Water"}, Case{"ARTICLE IV", "ARTICLE IV", ""},
                      Case{"Artículo 3. Agua", "Artículo 3.", "Agua"}, Case{"Pasal 3", "Pasal 3", ""},
                      Case{"المادة 3: الماء", "المادة 3:", "الماء"},
                      Case{"المادة ٣ الماء", "المادة ٣", "الماء"}, Case{"١. الماء", "١.", "الماء"},
                      Case{"١- الماء", "١-", "الماء"}, Case{"أ) الماء", "أ)", "الماء"},
                      Case{"أولاً: الماء", "أولاً:", "الماء"}, Case{"۱۔ پانی", "۱۔", "پانی"},
                      Case{"а) вода", "а)", "вода"}, Case{"§ 3 Wasser", "§ 3", "Wasser"}));

class LinesWithoutLabels : public ::testing::TestWithParam<std::string> {};

TEST_P(LinesWithoutLabels, HaveNone) { EXPECT_THAT(Split(GetParam()), ElementsAre()); }

INSTANTIATE_TEST_SUITE_P(Lines, LinesWithoutLabels,
                         ::testing::Values("2014. Then the river rose", "2.5million people", "3 people came",
                                           "10:30 in the hall", "e.g. the river", "(see below) the river",
                                           "Water", "1.5% of the wells", "articles of faith", "", "-", "a",
                                           "(1 of 2) parts", "Articleship 3"));

TEST(Labels, NumbersOfEveryScriptHaveTheSameValue) {
  EXPECT_THAT(PathOf("5.12. x"), ElementsAre(5, 12));
  EXPECT_THAT(PathOf("٥.١٢. س"), ElementsAre(5, 12));
  EXPECT_THAT(PathOf("第十二条 x"), ElementsAre(12));
  EXPECT_THAT(PathOf("⑳ x"), ElementsAre(20));
  EXPECT_THAT(PathOf("xiv. x"), ElementsAre(14));
}

TEST(Labels, AnIInBracketsMayBeALetterOrANumber) {
  const LabelCandidate candidate = ScanLabel("(i) water");
  ASSERT_EQ(candidate.readings.size(), 2u);
  EXPECT_THAT(candidate.readings[0].path, ElementsAre(9));
  EXPECT_THAT(candidate.readings[1].path, ElementsAre(1));
}

TEST(Labels, BulletsAreMeasuredWithTheSpaceBehindThem) {
  EXPECT_EQ(BulletLength("- water"), 2u);
  EXPECT_EQ(BulletLength("•  water"), 5u);
  EXPECT_EQ(BulletLength("○ 물"), 4u);
  EXPECT_EQ(BulletLength("-water"), 0u);
  EXPECT_EQ(BulletLength("- - -"), 0u);
  EXPECT_EQ(BulletLength("---"), 0u);
}

}  // namespace
}  // namespace communique::text
