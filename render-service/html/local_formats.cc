#include "render-service/html/local_formats.h"

#include <unicode/calendar.h>
#include <unicode/datefmt.h>
#include <unicode/dtptngen.h>
#include <unicode/locid.h>
#include <unicode/numberformatter.h>
#include <unicode/numsys.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "absl/strings/str_cat.h"
#include "render-service/html/times.h"

namespace communique::render {
namespace {

// Languages whose readers expect digits of their own; all others get 0 to 9.
struct DigitsOfLanguage {
  absl::string_view language;
  const char* digits;
};
constexpr std::array<DigitsOfLanguage, 10> kDigits = {{{"ar", "arab"},
                                                       {"bn", "beng"},
                                                       {"ckb", "arab"},
                                                       {"dz", "tibt"},
                                                       {"fa", "arabext"},
                                                       {"mr", "deva"},
                                                       {"my", "mymr"},
                                                       {"ne", "deva"},
                                                       {"ps", "arabext"},
                                                       {"sd", "arab"}}};

const char* DigitsOf(absl::string_view language) {
  const auto* found = std::find_if(kDigits.begin(), kDigits.end(),
                                   [&](const DigitsOfLanguage& entry) { return entry.language == language; });
  return found == kDigits.end() ? "latn" : found->digits;
}

// ICU takes the machine's locale for a language that it does not know.
bool IsKnown(const icu::Locale& locale) {
  int32_t count = 0;
  const icu::Locale* available = icu::Locale::getAvailableLocales(count);
  return std::any_of(available, available + count, [&](const icu::Locale& other) {
    return absl::string_view(other.getLanguage()) == locale.getLanguage();
  });
}

// English without a region is that of the world, where days come before months.
absl::string_view TagForFormats(absl::string_view language) { return language == "en" ? "en-001" : language; }

// Noon, so that the day is the same day whatever is rounded.
UDate NoonOf(const Day& day) {
  const std::chrono::year_month_day date(std::chrono::year(day.year),
                                         std::chrono::month(static_cast<unsigned>(std::max(day.month, 1))),
                                         std::chrono::day(static_cast<unsigned>(std::max(day.day, 1))));
  const std::chrono::sys_seconds noon = std::chrono::sys_days(date) + std::chrono::hours(12);
  return static_cast<UDate>(noon.time_since_epoch().count()) * 1000;
}

// Readers who count years from elsewhere, as in Thai and Persian, could take a year alone for one of theirs,
// so there it comes with its era: "ค.ศ. 2014".
const char* SkeletonOfYear(const icu::Locale& locale) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> own(
      icu::Calendar::createInstance(icu::Locale(locale.getBaseName()), error));
  return U_SUCCESS(error) && absl::string_view(own->getType()) != "gregorian" ? "Gy" : "y";
}

std::unique_ptr<icu::DateFormat> FormatFor(const Day& day, const icu::Locale& locale) {
  if (day.month != 0 && day.day != 0) {
    return std::unique_ptr<icu::DateFormat>(
        icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale));
  }
  UErrorCode error = U_ZERO_ERROR;
  return std::unique_ptr<icu::DateFormat>(icu::DateFormat::createInstanceForSkeleton(
      day.month == 0 ? SkeletonOfYear(locale) : "yMMMM", locale, error));
}

std::string ToUtf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

}  // namespace

struct LocalFormats::Locale {
  icu::Locale icu = icu::Locale::getRoot();
  bool known = false;
};

LocalFormats::LocalFormats(absl::string_view language)
    : locale_([&] {
        auto locale = std::make_unique<Locale>();
        const absl::string_view tag = TagForFormats(language);
        UErrorCode error = U_ZERO_ERROR;
        icu::Locale icu = icu::Locale::forLanguageTag(
            icu::StringPiece(tag.data(), static_cast<int32_t>(tag.size())), error);
        locale->known = U_SUCCESS(error) && IsKnown(icu);
        if (locale->known) {
          icu.setKeywordValue("calendar", "gregorian", error);
          icu.setKeywordValue("numbers", DigitsOf(icu.getLanguage()), error);
          locale->icu = icu;
        }
        return locale;
      }()) {}

LocalFormats::~LocalFormats() = default;

std::string LocalFormats::FormatDay(const Day& day) const {
  if (day.year == 0) return "";
  const std::unique_ptr<icu::DateFormat> format = locale_->known ? FormatFor(day, locale_->icu) : nullptr;
  if (format == nullptr) return IsoDay(day);
  format->setTimeZone(*icu::TimeZone::getGMT());
  icu::UnicodeString text;
  format->format(NoonOf(day), text);
  return ToUtf8(text);
}

std::string LocalFormats::FormatInteger(int64_t number) const {
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString text = icu::number::NumberFormatter::withLocale(locale_->icu)
                                      .grouping(UNUM_GROUPING_OFF)
                                      .formatInt(number, error)
                                      .toString(error);
  return U_SUCCESS(error) ? ToUtf8(text) : absl::StrCat(number);
}

std::string LocalFormats::FormatSize(int64_t bytes) const {
  constexpr std::array<absl::string_view, 4> kUnits = {"B", "KB", "MB", "GB"};
  auto size = static_cast<double>(bytes);
  size_t unit = 0;
  while (size >= 999.5 && unit + 1 < kUnits.size()) {
    size /= 1000;
    ++unit;
  }
  UErrorCode error = U_ZERO_ERROR;
  // Units are in Latin letters, and the digits beside them too. Two digits say enough below ten.
  const icu::UnicodeString text = icu::number::NumberFormatter::withLocale(locale_->icu)
                                      .grouping(UNUM_GROUPING_OFF)
                                      .adoptSymbols(icu::NumberingSystem::createInstanceByName("latn", error))
                                      .precision(icu::number::Precision::maxFraction(size < 9.95 ? 1 : 0))
                                      .formatDouble(size, error)
                                      .toString(error);
  return absl::StrCat(U_SUCCESS(error) ? ToUtf8(text) : absl::StrCat(bytes), "\u00A0", kUnits[unit]);
}

}  // namespace communique::render
