#include "text/dates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_format.h"

namespace communique::text {
namespace {

std::string Iso(absl::string_view text) {
  const auto reading = ReadDate(text);
  if (!reading) {
    return "no date";
  }
  return absl::StrFormat("%d-%02d-%02d", reading->date.year(), reading->date.month(), reading->date.day());
}

class OneDayInManyForms : public ::testing::TestWithParam<std::string> {};

TEST_P(OneDayInManyForms, IsRead) { EXPECT_EQ(Iso(GetParam()), "2014-04-28"); }

INSTANTIATE_TEST_SUITE_P(Forms, OneDayInManyForms,
                         ::testing::Values("April 28th, 2014", "April 28, 2014", "28 April 2014",
                                           "28th April 2014", "28th of April, 2014", "Monday, 28 April 2014",
                                           "28 Apr 2014", "2014-04-28", "2014/04/28", "2014.04.28.",
                                           "28.04.2014", "28/04/2014", "04/28/2014", "2014-04-28 21:01:00",
                                           "28. April 2014", "28 avril 2014", "le 28 avril 2014",
                                           "28 de abril de 2014", "28 de abril del 2014", "28 апреля 2014 г.",
                                           "2014년 4월 28일", "2014년 4월 28일 (월)", "2014. 4. 28.",
                                           "2014年4月28日", "2014年4月28日（月）", "２０１４年４月２８日",
                                           "28 أبريل 2014", "٢٨ أبريل ٢٠١٤", "28 نيسان/أبريل 2014",
                                           "28 أبريل، 2014م", "28 اپریل 2014ء", "۲۸ اپریل ۲۰۱۴",
                                           "tanggal 28 April 2014", "(28 April 2014)"));

TEST(Dates, MonthsHaveTheNamesOfTheirLanguages) {
  EXPECT_EQ(Iso("1er mai 2014"), "2014-05-01");
  EXPECT_EQ(Iso("2 Mei 2014"), "2014-05-02");
  EXPECT_EQ(Iso("3 März 2014"), "2014-03-03");
  EXPECT_EQ(Iso("4 de março de 2014"), "2014-03-04");
  EXPECT_EQ(Iso("5 كانون الأول 2014"), "2014-12-05");
  EXPECT_EQ(Iso("17 Agustus 1945"), "1945-08-17");
}

TEST(Dates, AMonthAloneHasNoDay) { EXPECT_EQ(Iso("April 2014"), "2014-04-00"); }

TEST(Dates, DayAndMonthThatCannotBeToldApartAreLeftOut) {
  const auto reading = ReadDate("03/04/2014");
  ASSERT_TRUE(reading.has_value());
  EXPECT_TRUE(reading->ambiguous);
  EXPECT_EQ(reading->date.year(), 2014);
  EXPECT_EQ(reading->date.month(), 0);
}

class TextThatIsNoDay : public ::testing::TestWithParam<std::string> {};

TEST_P(TextThatIsNoDay, IsNotRead) { EXPECT_EQ(Iso(GetParam()), "no date"); }

INSTANTIATE_TEST_SUITE_P(Texts, TextThatIsNoDay,
                         ::testing::Values("2014", "April", "April 28", "31 February 2014", "2014-13-01",
                                           "We met on 28 April 2014", "from 28 April to 2 May 2014",
                                           "Resolution 12 of 2014", "1. 2. 3.", "",
                                           "28 April 2014 and 29 April 2014"));

TEST(Dates, PlaceAndDayInOneLineAreSplit) {
  const auto both = ReadPlaceAndDate("Halden Quay, Northmark, 16 May 2024");
  ASSERT_TRUE(both.has_value());
  EXPECT_EQ(both->place, "Halden Quay, Northmark");
  EXPECT_EQ(both->date_text, "16 May 2024");
  const auto behind = ReadPlaceAndDate("May 16, 2024 – Halden Quay");
  ASSERT_TRUE(behind.has_value());
  EXPECT_EQ(behind->place, "Halden Quay");
  EXPECT_EQ(behind->date_text, "May 16, 2024");
  EXPECT_FALSE(ReadPlaceAndDate("we left the town on Monday, 16 May 2024").has_value());
}

TEST(Dates, ADatelineIsFoundBeforeItsDash) {
  EXPECT_EQ(ReadDateline("Geneva, 3 May 2020 – The members of the assembly met."), "Geneva, 3 May 2020");
  EXPECT_EQ(ReadDateline("Ottawa, Canada - April 21, 1999 - The society met."),
            "Ottawa, Canada - April 21, 1999");
  EXPECT_EQ(ReadDateline("The river – as we know since 3 May 2020 – is low."), "");
}

TEST(Dates, APlaceIsAFewWordsWithCapitals) {
  EXPECT_TRUE(LooksLikePlace("Jakarta, Indonesia"));
  EXPECT_TRUE(LooksLikePlace("서울"));
  EXPECT_TRUE(LooksLikePlace("Saint Aubin sur Mer, France"));
  EXPECT_FALSE(LooksLikePlace("in the evening"));
  EXPECT_FALSE(LooksLikePlace("We went home."));
  EXPECT_FALSE(LooksLikePlace("Room 12, Main Street"));
}

}  // namespace
}  // namespace communique::text
