#include "render-service/html/local_formats.h"

#include <gtest/gtest.h>

namespace communique::render {
namespace {

constexpr Day kDay = {2014, 4, 28};

TEST(LocalFormats, WriteADayAsReadersOfTheLanguageDo) {
  EXPECT_EQ(LocalFormats("en").FormatDay(kDay), "28 April 2014");
  EXPECT_EQ(LocalFormats("en-US").FormatDay(kDay), "April 28, 2014");
  EXPECT_EQ(LocalFormats("fr").FormatDay(kDay), "28 avril 2014");
  EXPECT_EQ(LocalFormats("ko").FormatDay(kDay), "2014년 4월 28일");
  EXPECT_EQ(LocalFormats("ja").FormatDay(kDay), "2014年4月28日");
  EXPECT_EQ(LocalFormats("ur").FormatDay(kDay), "28 اپریل، 2014");
}

TEST(LocalFormats, UseTheGregorianCalendarEverywhere) {
  EXPECT_EQ(LocalFormats("fa").FormatDay(kDay), "۲۸ آوریل ۲۰۱۴");
  EXPECT_EQ(LocalFormats("th").FormatDay(kDay), "28 เมษายน ค.ศ. 2014");
}

TEST(LocalFormats, SayTheEraOfAYearAloneWhereReadersCountYearsOtherwise) {
  EXPECT_EQ(LocalFormats("th").FormatDay({2014, 0, 0}), "ค.ศ. 2014");
  EXPECT_EQ(LocalFormats("fa").FormatDay({2014, 0, 0}), "۲۰۱۴ م.");
  EXPECT_EQ(LocalFormats("ja").FormatDay({2014, 0, 0}), "2014年");
}

TEST(LocalFormats, ChooseTheDigitsThemselves) {
  EXPECT_EQ(LocalFormats("ar").FormatInteger(1204), "١٢٠٤");
  EXPECT_EQ(LocalFormats("ar-AE").FormatInteger(1204), "١٢٠٤");
  EXPECT_EQ(LocalFormats("ur").FormatInteger(1204), "1204");
}

TEST(LocalFormats, SayNoMoreOfADayThanIsKnown) {
  EXPECT_EQ(LocalFormats("en").FormatDay({2014, 4, 0}), "April 2014");
  EXPECT_EQ(LocalFormats("en").FormatDay({2014, 0, 0}), "2014");
  EXPECT_EQ(LocalFormats("en").FormatDay({0, 0, 0}), "");
}

TEST(LocalFormats, OfAnUnknownLanguageAreThoseOfNoLanguage) {
  EXPECT_EQ(LocalFormats("qaa").FormatDay(kDay), "2014-04-28");
  EXPECT_EQ(LocalFormats("qaa").FormatDay({2014, 4, 0}), "2014-04");
  EXPECT_EQ(LocalFormats("qaa").FormatInteger(1204), "1204");
}

TEST(LocalFormats, RoundSizesToWhatAReaderWantsToKnow) {
  EXPECT_EQ(LocalFormats("en").FormatSize(999), "999\u00A0B");
  EXPECT_EQ(LocalFormats("en").FormatSize(1'482'113), "1.5\u00A0MB");
  EXPECT_EQ(LocalFormats("de").FormatSize(1'482'113), "1,5\u00A0MB");
  EXPECT_EQ(LocalFormats("ar").FormatSize(238'000), "238\u00A0KB");
  EXPECT_EQ(LocalFormats("en").FormatSize(999'700), "1\u00A0MB");
}

}  // namespace
}  // namespace communique::render
