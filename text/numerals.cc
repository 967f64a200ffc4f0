#include "text/numerals.h"

#include <array>
#include <cstddef>

#include "text/characters.h"

namespace communique::text {
namespace {

int PlaceIn(std::u32string_view order, char32_t c) {
  const std::size_t place = order.find(c);
  return place == std::u32string_view::npos ? 0 : static_cast<int>(place) + 1;
}

int RomanDigit(char c) {
  switch (c) {
    case 'i':
      return 1;
    case 'v':
      return 5;
    case 'x':
      return 10;
    case 'l':
      return 50;
    default:
      return 0;
  }
}

std::string LowerRoman(int value) {
  static constexpr std::array<const char*, 10> kTens = {"",  "x",  "xx",  "xxx",  "xl",
                                                        "l", "lx", "lxx", "lxxx", "xc"};
  static constexpr std::array<const char*, 10> kOnes = {"",  "i",  "ii",  "iii",  "iv",
                                                        "v", "vi", "vii", "viii", "ix"};
  return std::string(kTens[static_cast<std::size_t>(value / 10)]) +
         kOnes[static_cast<std::size_t>(value % 10)];
}

// Without the marks that are written above and below Arabic letters.
std::string WithoutArabicMarks(absl::string_view word) {
  std::u32string kept;
  for (const char32_t c : CodePoints(word)) {
    if (IsLetter(c) && !(c >= 0x064B && c <= 0x065F)) {
      kept.push_back(c);
    }
  }
  return ToUtf8(kept);
}

}  // namespace

int RomanValue(absl::string_view text) {
  if (text.empty() || text.size() > 8) {
    return 0;
  }
  const std::string lower = LowerCase(text);
  if (lower != text && LowerCase(text.substr(0, 1)) == text.substr(0, 1)) {
    return 0;  // "iV"
  }
  int value = 0;
  int previous = 0;
  for (std::size_t i = lower.size(); i > 0; --i) {
    const int digit = RomanDigit(lower[i - 1]);
    if (digit == 0) {
      return 0;
    }
    value += digit < previous ? -digit : digit;
    previous = digit;
  }
  return value > 0 && value < 100 && LowerRoman(value) == lower ? value : 0;
}

int SingleCharacterValue(char32_t c) {
  struct Run {
    char32_t first;
    char32_t last;
    int value;
  };
  static constexpr std::array<Run, 9> kRuns = {{{0x2460, 0x2473, 1},
                                                {0x2474, 0x2487, 1},
                                                {0x2488, 0x249B, 1},
                                                {0x2160, 0x216B, 1},
                                                {0x2170, 0x217B, 1},
                                                {0x2776, 0x277F, 1},
                                                {0x2780, 0x2789, 1},
                                                {0x278A, 0x2793, 1},
                                                {0x3280, 0x3289, 1}}};
  for (const Run& run : kRuns) {
    if (c >= run.first && c <= run.last) {
      return static_cast<int>(c - run.first) + run.value;
    }
  }
  return 0;
}

int HanValue(std::u32string_view text) {
  constexpr std::u32string_view kDigits = U"一二三四五六七八九";
  int value = 0;
  int ones = 0;
  for (const char32_t c : text) {
    if (c == U'十') {
      if (value != 0) {
        return 0;
      }
      value = (ones == 0 ? 1 : ones) * 10;
      ones = 0;
      continue;
    }
    if (ones != 0 || PlaceIn(kDigits, c) == 0) {
      return 0;
    }
    ones = PlaceIn(kDigits, c);
  }
  return value + ones;
}

int LatinLetterValue(char32_t c) {
  if (c >= U'a' && c <= U'z') {
    return static_cast<int>(c - U'a') + 1;
  }
  return c >= U'A' && c <= U'Z' ? static_cast<int>(c - U'A') + 1 : 0;
}

int CyrillicLetterValue(char32_t c) {
  const int lower = PlaceIn(U"абвгдежзиклмнопрстуфхцчшщэюя", c);
  return lower != 0 ? lower : PlaceIn(U"АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ", c);
}

int HangulSyllableValue(char32_t c) { return PlaceIn(U"가나다라마바사아자차카타파하", c); }

int ArabicLetterValue(char32_t c) {
  const int abjad = PlaceIn(U"أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", c);
  return abjad != 0 ? abjad : (c == U'ا' ? 1 : 0);
}

int ArabicOrdinalValue(absl::string_view word) {
  static constexpr std::array<const char*, 12> kOrdinals = {"أولا",  "ثانيا", "ثالثا",    "رابعا",
                                                            "خامسا", "سادسا", "سابعا",    "ثامنا",
                                                            "تاسعا", "عاشرا", "حادي عشر", "ثاني عشر"};
  const std::string bare = WithoutArabicMarks(word);
  for (std::size_t i = 0; i < kOrdinals.size(); ++i) {
    if (bare == kOrdinals[i]) {
      return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

}  // namespace communique::text
