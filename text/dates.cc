#include "text/dates.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "text/characters.h"
#include "text/date_words.h"
#include "text/head_words.h"

namespace communique::text {
namespace {

constexpr std::size_t kLongestDate = 120;

struct Token {
  std::string text;  // lower case, digits as ASCII
  int number = -1;   // for digits
  // The character right behind it, white space skipped; 0 at the end.
  char32_t after = 0;
};

std::vector<Token> Tokenise(absl::string_view text) {
  std::vector<Token> tokens;
  const std::u32string points = CodePoints(LowerCase(WithAsciiDigits(text)));
  for (std::size_t i = 0; i < points.size();) {
    const bool digits = DigitValue(points[i]) >= 0;
    std::size_t end = i;
    while (end < points.size() && IsLetterOrDigit(points[end]) && (DigitValue(points[end]) >= 0) == digits) {
      ++end;
    }
    if (end == i) {
      ++i;
      continue;
    }
    Token token{ToUtf8(points.substr(i, end - i)), -1, 0};
    if (digits && (end - i > 4 || !absl::SimpleAtoi(token.text, &token.number))) {
      token.number = 100000;
    }
    i = end;
    while (end < points.size() && IsSpace(points[end])) {
      ++end;
    }
    token.after = end < points.size() ? points[end] : 0;
    tokens.push_back(std::move(token));
  }
  return tokens;
}

// Collects what a date says; `ok` turns false at anything a date does not say.
struct Collected {
  int year = 0;
  int month = 0;
  int day = 0;
  std::vector<int> bare;  // numbers that may be day or month
  bool ok = true;
};

bool IsOrdinalSuffix(const std::string& word) {
  static constexpr std::array<absl::string_view, 9> kSuffixes = {"st",  "nd", "rd", "th", "er",
                                                                 "ème", "º",  "ª",  "e"};
  return std::find(kSuffixes.begin(), kSuffixes.end(), word) != kSuffixes.end();
}

// "년", "月", "日" … behind a number; 'y', 'm', 'd' or 0.
char CounterOf(const std::string& word) {
  if (word == "년" || word == "年" || absl::StartsWith(word, "년")) {
    return 'y';
  }
  if (word == "월" || word == "月") {
    return 'm';
  }
  return word == "일" || word == "日" || word == "号" || word == "號" ? 'd' : '\0';
}

void TakeMonth(int month, Collected& seen) {
  seen.ok = seen.ok && (seen.month == 0 || seen.month == month);  // "نيسان/أبريل" names it twice
  seen.month = month;
}

void TakeNumber(const std::vector<Token>& tokens, std::size_t& i, Collected& seen) {
  const int number = tokens[i].number;
  const bool has_next = i + 1 < tokens.size();
  const char counter = has_next ? CounterOf(tokens[i + 1].text) : '\0';
  if (counter != '\0') {
    int& part = counter == 'y' ? seen.year : (counter == 'm' ? seen.month : seen.day);
    seen.ok = seen.ok && part == 0;
    part = number;
    ++i;
    return;
  }
  // A time of day: "21:01:00", with all that follows it in numbers.
  if (tokens[i].after == U':' && number < 25) {
    while (i + 1 < tokens.size() && tokens[i + 1].number >= 0 && tokens[i].after == U':') {
      ++i;
    }
    return;
  }
  if (number >= 1800 && number <= 2199) {
    seen.ok = seen.ok && seen.year == 0;
    seen.year = number;
    if (has_next && tokens[i + 1].text == "g") {
      ++i;
    }
  } else if (number >= 1 && number <= 31) {
    seen.bare.push_back(number);
    if (has_next && IsOrdinalSuffix(tokens[i + 1].text)) {
      ++i;
    }
  } else {
    seen.ok = false;
  }
}

Collected Collect(const std::vector<Token>& tokens) {
  Collected seen;
  for (std::size_t i = 0; i < tokens.size() && seen.ok; ++i) {
    if (tokens[i].number >= 0) {
      TakeNumber(tokens, i, seen);
    } else if (const int month = MonthValue(tokens[i].text); month != 0) {
      TakeMonth(month, seen);
    } else if (i + 1 < tokens.size() && tokens[i].text == "كانون") {
      TakeMonth(tokens[i + 1].text == "الأول" ? 12 : 1, seen);
      ++i;
    } else if (i + 1 < tokens.size() && tokens[i].text == "تشرين") {
      TakeMonth(tokens[i + 1].text == "الأول" ? 10 : 11, seen);
      ++i;
    } else {
      seen.ok = IsDateFiller(tokens[i].text);
    }
  }
  return seen;
}

int DaysIn(int year, int month) {
  static constexpr std::array<int, 13> kDays = {31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month)];
}

// Gives bare numbers their meaning. `year_first` for "2014-04-28".
bool Settle(bool year_first, Collected& seen, bool& ambiguous) {
  if (seen.month != 0 && seen.bare.size() <= 1) {
    if (!seen.bare.empty()) {
      if (seen.day != 0) {
        return false;
      }
      seen.day = seen.bare[0];
    }
  } else if (seen.month == 0 && seen.day == 0 && seen.bare.size() == 2) {
    const int first = seen.bare[0];
    const int second = seen.bare[1];
    if (year_first || (first <= 12 && second > 12)) {
      seen.month = first;
      seen.day = second;
    } else if (first > 12 || first == second) {
      seen.day = first;
      seen.month = second;
    } else {
      ambiguous = true;
    }
  } else {
    return false;
  }
  return seen.month <= 12 && seen.day <= DaysIn(seen.year, seen.month) && (seen.month >= 1 || ambiguous);
}

// Where a piece of the line that is no date may be cut off: at these, with their length in bytes.
std::vector<std::pair<std::size_t, std::size_t>> Separators(absl::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t c = NextCodePoint(text, i);
    if (std::u32string_view(U",;:–—-،，、(").find(c) != std::u32string_view::npos) {
      found.emplace_back(start, i - start);
    }
  }
  return found;
}

bool IsPlacePart(absl::string_view part) {
  part = TrimSpace(part);
  if (part.empty() || part.size() > 60 || StartsWithLowerCase(part)) {
    return false;
  }
  const std::vector<absl::string_view> words =
      absl::StrSplit(part, absl::ByAnyChar(" \t"), absl::SkipEmpty());
  return words.size() <= 4 && IsLetter(FirstCodePoint(part));
}

}  // namespace

std::optional<DateReading> ReadDate(absl::string_view text) {
  text = TrimSpace(text);
  if (text.empty() || text.size() > kLongestDate) {
    return std::nullopt;
  }
  const std::vector<Token> tokens = Tokenise(text);
  if (tokens.size() < 2) {
    return std::nullopt;
  }
  Collected seen = Collect(tokens);
  bool ambiguous = false;
  const bool year_first = tokens[0].number >= 1800;
  if (!seen.ok || seen.year == 0 || !Settle(year_first, seen, ambiguous)) {
    return std::nullopt;
  }
  DateReading reading;
  reading.ambiguous = ambiguous;
  reading.date.set_year(seen.year);
  reading.date.set_month(ambiguous ? 0 : seen.month);
  reading.date.set_day(ambiguous ? 0 : seen.day);
  return reading;
}

std::optional<PlaceAndDate> ReadPlaceAndDate(absl::string_view text) {
  text = TrimSpace(text);
  if (text.size() > kLongestDate * 2) {
    return std::nullopt;
  }
  for (const auto& [at, length] : Separators(text)) {
    absl::string_view before = TrimSpace(text.substr(0, at));
    absl::string_view after = TrimSpace(text.substr(at + length));
    if (const auto date = ReadDate(after); date && LooksLikePlace(before) && !IsHeadLabel(before)) {
      return PlaceAndDate{std::string(before), std::string(after), *date};
    }
  }
  const auto separators = Separators(text);
  for (auto it = separators.rbegin(); it != separators.rend(); ++it) {
    absl::string_view before = TrimSpace(text.substr(0, it->first));
    absl::string_view after = TrimSpace(text.substr(it->first + it->second));
    if (const auto date = ReadDate(before); date && LooksLikePlace(after) && !IsHeadLabel(after)) {
      return PlaceAndDate{std::string(after), std::string(before), *date};
    }
  }
  return std::nullopt;
}

std::string ReadDateline(absl::string_view paragraph) {
  const absl::string_view beginning = paragraph.substr(0, kLongestDate);
  for (const auto& [at, length] : Separators(beginning)) {
    const absl::string_view mark = beginning.substr(at, length);
    if (mark != "–" && mark != "—" && mark != "-" && mark != ":") {
      continue;
    }
    const absl::string_view head = TrimSpace(beginning.substr(0, at));
    if (ReadPlaceAndDate(head) && at + length < paragraph.size()) {
      return std::string(head);
    }
  }
  return "";
}

bool LooksLikePlace(absl::string_view text) {
  text = TrimSpace(text);
  if (text.empty() || text.size() > 120 || EndsSentence(text) || EndsOpen(text)) {
    return false;
  }
  std::size_t parts = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t at = i;
    const char32_t c = NextCodePoint(text, i);
    if (DigitValue(c) >= 0 || c == U'@' || c == U'/' || c == U'[' || c == U'<') {
      return false;
    }
    if (std::u32string_view(U",،，、").find(c) != std::u32string_view::npos) {
      if (!IsPlacePart(text.substr(start, at - start))) {
        return false;
      }
      ++parts;
      start = i;
    }
  }
  return IsPlacePart(text.substr(start)) && parts < 3;
}

}  // namespace communique::text
