#include "text/labels.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "text/characters.h"
#include "text/numerals.h"
#include "text/word_labels.h"

namespace communique::text {
namespace {

// A label is found within so many code points or not at all.
constexpr std::size_t kLongestLabel = 40;
// "2014. Then" is a year, not a clause.
constexpr int kLargestNumber = 999;

bool IsOneOf(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

// The first code points of a line, with the byte offset of each.
struct Beginning {
  std::u32string points;
  std::vector<std::size_t> offsets;  // one more than points

  char32_t at(std::size_t i) const { return i < points.size() ? points[i] : 0; }
};

Beginning Begin(absl::string_view text) {
  Beginning begin;
  std::size_t i = 0;
  while (i < text.size() && begin.points.size() < kLongestLabel) {
    begin.offsets.push_back(i);
    begin.points.push_back(NextCodePoint(text, i));
  }
  begin.offsets.push_back(i);
  return begin;
}

std::optional<int> ReadNumber(const Beginning& begin, std::size_t& i) {
  int value = 0;
  const std::size_t start = i;
  for (; DigitValue(begin.at(i)) >= 0; ++i) {
    value = value * 10 + DigitValue(begin.at(i));
    if (value > kLargestNumber) {
      return std::nullopt;
    }
  }
  return i == start ? std::nullopt : std::optional<int>(value);
}

// "5" or "5.1"; a final point belongs to what follows.
std::vector<int> ReadPath(const Beginning& begin, std::size_t& i) {
  std::vector<int> path;
  std::optional<int> number = ReadNumber(begin, i);
  if (!number) {
    return path;
  }
  path.push_back(*number);
  while (IsOneOf(begin.at(i), U".．") && DigitValue(begin.at(i + 1)) >= 0) {
    std::size_t next = i + 1;
    number = ReadNumber(begin, next);
    if (!number || path.size() == 6) {
      return {};
    }
    path.push_back(*number);
    i = next;
  }
  return path;
}

std::vector<LabelReading> ReadLatin(absl::string_view word) {
  std::vector<LabelReading> readings;
  const bool upper = !StartsWithLowerCase(word);
  if (word.size() == 1) {
    readings.push_back({{upper ? Numerals::kUpperLatin : Numerals::kLowerLatin, "", ""},
                        {LatinLetterValue(static_cast<unsigned char>(word[0]))}});
  }
  if (const int roman = RomanValue(word); roman != 0) {
    readings.push_back({{upper ? Numerals::kUpperRoman : Numerals::kLowerRoman, "", ""}, {roman}});
  }
  return readings;
}

// Letters and single characters that number; moves `i` behind what was read.
std::vector<LabelReading> ReadLetters(const Beginning& begin, std::size_t& i) {
  const char32_t c = begin.at(i);
  const auto one = [&](Numerals numerals, int value) -> std::vector<LabelReading> {
    ++i;
    return {{{numerals, "", ""}, {value}}};
  };
  if (const int value = SingleCharacterValue(c); value != 0) {
    return one(Numerals::kSingleCharacter, value);
  }
  if (const int value = HangulSyllableValue(c); value != 0) {
    return one(Numerals::kHangul, value);
  }
  if (const int value = CyrillicLetterValue(c); value != 0) {
    return one(Numerals::kCyrillic, value);
  }
  if (const int value = ArabicLetterValue(c); value != 0 && !IsLetter(begin.at(i + 1))) {
    return one(Numerals::kArabicLetter, value);
  }
  std::size_t end = i;
  while (LatinLetterValue(begin.at(end)) != 0 && end - i < 8) {
    ++end;
  }
  if (end > i) {
    std::vector<LabelReading> readings = ReadLatin(ToUtf8(begin.points.substr(i, end - i)));
    i = end;
    return readings;
  }
  while (IsOneOf(begin.at(end), U"一二三四五六七八九十") && end - i < 3) {
    ++end;
  }
  if (const int value = HanValue(std::u32string_view(begin.points).substr(i, end - i)); value != 0) {
    i = end;
    return {{{Numerals::kHan, "", ""}, {value}}};
  }
  while (IsLetter(begin.at(end)) || (begin.at(end) >= 0x064B && begin.at(end) <= 0x065F)) {
    ++end;
  }
  if (const int value = ArabicOrdinalValue(ToUtf8(begin.points.substr(i, end - i))); value != 0) {
    i = end;
    return {{{Numerals::kArabicOrdinal, "", ""}, {value}}};
  }
  return {};
}

// ")", ".", ".-" …; empty where there is none.
std::u32string ReadClose(const Beginning& begin, std::size_t i) {
  if (begin.at(i) == U'.' && IsOneOf(begin.at(i + 1), U"-)–")) {
    return begin.points.substr(i, 2);
  }
  if (IsOneOf(begin.at(i), U".).）．、:：۔°º-–،")) {
    return begin.points.substr(i, 1);
  }
  return U"";
}

// Whether the label may end before code point `i`: white space or the end of the line, or a letter of
// a script that is often set right behind it.
bool MayEndAt(const Beginning& begin, std::size_t i, bool closed) {
  const char32_t c = begin.at(i);
  return c == 0 || IsSpace(c) || (closed && c >= 0x0600 && IsLetter(c)) || (closed && IsOneOf(c, U"“「『《"));
}

LabelCandidate Finish(const Beginning& begin, absl::string_view text, std::size_t end) {
  LabelCandidate candidate;
  const std::size_t bytes = begin.offsets[std::min(end, begin.points.size())];
  candidate.label = std::string(text.substr(0, bytes));
  candidate.rest = bytes + (text.size() - bytes - TrimSpace(text.substr(bytes)).size());
  return candidate;
}

LabelCandidate ScanWordLabel(const Beginning& begin, absl::string_view text) {
  const std::optional<WordLabel> word = ReadWordLabel(begin.points);
  if (!word) {
    return {};
  }
  std::size_t end = word->length;
  const std::u32string close = ReadClose(begin, end);
  if (close == U"-" || close == U"–" || !MayEndAt(begin, end + close.size(), true)) {
    if (!MayEndAt(begin, end, true) && !IsOneOf(begin.at(end), U"(（[【")) {
      return {};
    }
  } else {
    end += close.size();
  }
  LabelCandidate candidate = Finish(begin, text, end);
  candidate.readings = {{{Numerals::kWord, word->word, ""}, {word->value}}};
  candidate.strong = true;
  return candidate;
}

}  // namespace

LabelCandidate ScanLabel(absl::string_view text) {
  const Beginning begin = Begin(text);
  if (LabelCandidate word = ScanWordLabel(begin, text); !word.label.empty()) {
    return word;
  }
  std::size_t i = 0;
  std::u32string open;
  if (IsOneOf(begin.at(0), U"(（〔")) {
    open = begin.points.substr(0, 1);
    i = 1;
  }
  std::vector<LabelReading> readings;
  if (std::vector<int> path = ReadPath(begin, i); !path.empty()) {
    readings.push_back({{Numerals::kDecimal, "", ""}, std::move(path)});
  } else if (DigitValue(begin.at(i)) < 0) {
    readings = ReadLetters(begin, i);
  }
  if (readings.empty()) {
    return {};
  }
  std::u32string close;
  if (begin.at(i) == U'〕') {
    close = U"〕";
  } else {
    close = ReadClose(begin, i);
  }
  const bool both = !open.empty() && IsOneOf(close.empty() ? 0 : close[0], U")）〕");
  const bool by_itself = readings[0].form.numerals == Numerals::kSingleCharacter;
  const bool deep = readings[0].path.size() > 1;
  if ((!open.empty() && !both) || (close.empty() && !by_itself && !deep)) {
    return {};
  }
  const bool needs_digits = IsOneOf(close.empty() ? 0 : close[0], U":：°º-–،");
  if (needs_digits && readings[0].form.numerals != Numerals::kDecimal &&
      readings[0].form.numerals != Numerals::kArabicOrdinal &&
      readings[0].form.numerals != Numerals::kArabicLetter) {
    return {};
  }
  const std::size_t end = i + close.size();
  if (!MayEndAt(begin, end, !close.empty() || by_itself) && !by_itself) {
    return {};
  }
  LabelCandidate candidate = Finish(begin, text, end);
  for (LabelReading& reading : readings) {
    reading.form.open = ToUtf8(open);
    reading.form.close = ToUtf8(close);
  }
  candidate.readings = std::move(readings);
  candidate.strong = by_itself || (both && candidate.readings[0].form.numerals == Numerals::kDecimal);
  return candidate;
}

std::size_t BulletLength(absl::string_view text) {
  std::size_t i = 0;
  if (text.empty() || !IsOneOf(NextCodePoint(text, i), U"-*•–—·‣◦▪▫■□●○◆◇▶►∙⁃ㅇ")) {
    return 0;
  }
  const std::size_t space = i;
  const absl::string_view rest = TrimSpace(text.substr(space));
  // A line of "* * *" or "- - -" is drawn, not an item.
  if (rest.empty() || rest.size() == text.size() - space || !HasLetterOrDigit(rest)) {
    return 0;
  }
  return text.size() - rest.size();
}

}  // namespace communique::text
