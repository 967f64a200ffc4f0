#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "statement/anchors.h"
#include "statement/latin_words.h"

namespace communique {
namespace {

constexpr size_t kLongestSegment = 48;

// "①" as "1", "Ⅳ" as "IV", full-width forms as ASCII.
icu::UnicodeString Compatible(absl::string_view label) {
  const auto text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(label.data(), static_cast<int32_t>(label.size())));
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(error);
  icu::UnicodeString normalized = U_SUCCESS(error) ? nfkc->normalize(text, error) : text;
  return U_SUCCESS(error) ? normalized : text;
}

// 3 of 三, 10 of 十.
std::optional<int64_t> HanNumeral(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  if (uscript_getScript(c, &error) != USCRIPT_HAN) return std::nullopt;
  const double value = u_getNumericValue(c);
  if (value < 0 || value > 10'000) return std::nullopt;
  return static_cast<int64_t>(value);
}

// A number in Han numerals, digit by digit: 二十一 is 21.
class HanNumber {
 public:
  void Add(int64_t value) {
    started_ = true;
    if (value < 10) {
      digits_ = std::min<int64_t>(digits_ * 10 + value, 1'000'000);
    } else {
      total_ += std::max<int64_t>(digits_, 1) * value;
      digits_ = 0;
    }
  }
  // The number so far as text, and starts anew.
  std::string Take() {
    const std::string text = started_ ? absl::StrCat(total_ + digits_) : "";
    *this = HanNumber();
    return text;
  }

 private:
  bool started_ = false;
  int64_t total_ = 0;
  int64_t digits_ = 0;
};

// The label in ASCII, digits of all scripts as 0-9 and a space for every other character.
std::string AsciiOf(const icu::UnicodeString& label) {
  std::string ascii;
  HanNumber number;
  for (int32_t i = 0; i < label.length(); i = label.moveIndex32(i, 1)) {
    const UChar32 c = label.char32At(i);
    if (const auto numeral = HanNumeral(c)) {
      number.Add(*numeral);
      continue;
    }
    ascii += number.Take();
    const int32_t digit = u_charDigitValue(c);
    if (digit >= 0) {
      absl::StrAppend(&ascii, digit);
    } else {
      ascii.push_back(c < 0x80 ? absl::ascii_tolower(static_cast<char>(c)) : ' ');
    }
  }
  return ascii + number.Take();
}

struct Token {
  std::string text;
  // What stands before it, after another token.
  char separator = '-';
};

std::vector<Token> TokensOf(absl::string_view ascii) {
  std::vector<Token> tokens;
  bool within = false;
  char separator = '-';
  for (const char c : ascii) {
    if (absl::ascii_isalnum(c)) {
      if (!within) tokens.push_back({"", separator});
      tokens.back().text.push_back(c);
      within = true;
      separator = '-';
    } else {
      within = false;
      if (c == '.' || c == '(') separator = '.';
    }
  }
  return tokens;
}

// "article", but not "3", "5bis", "a" or "iv".
bool IsWord(absl::string_view token) {
  return token.size() > 1 && token.find_first_of("0123456789") == absl::string_view::npos &&
         token.find_first_not_of("ivxlcdm") != absl::string_view::npos;
}

// Without the words that lead up to a number: "part ii, article 3" is "ii-3", "3 bis" stays "3-bis".
std::string Join(const std::vector<Token>& tokens) {
  auto last_number =
      std::find_if(tokens.rbegin(), tokens.rend(), [](const Token& t) { return !IsWord(t.text); });
  std::string joined;
  for (auto token = tokens.begin(); token != tokens.end(); ++token) {
    if (token < last_number.base() && IsWord(token->text)) continue;
    if (!joined.empty()) joined.push_back(token->separator);
    joined += token->text;
  }
  return joined;
}

}  // namespace

std::string LabelSegment(absl::string_view label) {
  std::string segment = Join(TokensOf(AsciiOf(Compatible(label))));
  // Labels of letters alone in another script: "가.", "б)".
  if (segment.empty()) segment = LatinWords(label);
  if (segment.size() > kLongestSegment) segment.resize(kLongestSegment);
  while (!segment.empty() && !absl::ascii_isalnum(segment.back())) segment.pop_back();
  return segment;
}

}  // namespace communique
