#include "text/word_labels.h"

#include <algorithm>
#include <array>

#include "absl/strings/string_view.h"
#include "text/characters.h"
#include "text/numerals.h"

namespace communique::text {
namespace {

constexpr std::array<absl::string_view, 28> kWords = {
    "article",   "articles", "art.",     "section",  "clause", "paragraph", "point",
    "principle", "chapter",  "artículo", "cláusula", "punto",  "artigo",    "artikel",
    "pasal",     "butir",    "punkt",    "§",        "статья", "пункт",     "المادة",
    "مادة",      "البند",    "بند",      "الفقرة",   "فقرة",   "دفعہ",      "شق"};

char32_t At(const std::u32string& text, std::size_t i) { return i < text.size() ? text[i] : 0; }

void SkipSpace(const std::u32string& text, std::size_t& i) {
  while (IsSpace(At(text, i))) {
    ++i;
  }
}

// A decimal, Roman, Han or ordinal number at `i`, which moves behind it; 0 for none.
int ReadValue(const std::u32string& text, std::size_t& i) {
  std::size_t end = i;
  int value = 0;
  while (DigitValue(At(text, end)) >= 0 && end - i < 3) {
    value = value * 10 + DigitValue(text[end++]);
  }
  if (end == i) {
    while (LatinLetterValue(At(text, end)) != 0) {
      ++end;
    }
    value = RomanValue(ToUtf8(text.substr(i, end - i)));
  }
  if (end == i) {
    while (std::u32string_view(U"一二三四五六七八九十").find(At(text, end)) != std::u32string_view::npos &&
           At(text, end) != 0) {
      ++end;
    }
    value = HanValue(std::u32string_view(text).substr(i, end - i));
  }
  if (value != 0) {
    i = end;
  }
  return value;
}

// "第三条", "제 3 조": a number between two characters.
std::optional<WordLabel> ReadEnclosed(const std::u32string& text, char32_t before,
                                      std::u32string_view after) {
  if (At(text, 0) != before) {
    return std::nullopt;
  }
  std::size_t i = 1;
  SkipSpace(text, i);
  const int value = ReadValue(text, i);
  SkipSpace(text, i);
  if (value == 0 || At(text, i) == 0 || after.find(At(text, i)) == std::u32string_view::npos) {
    return std::nullopt;
  }
  return WordLabel{ToUtf8(std::u32string{before, text[i]}), value, i + 1};
}

}  // namespace

std::optional<WordLabel> ReadWordLabel(const std::u32string& beginning) {
  if (auto label = ReadEnclosed(beginning, U'第', U"条條章节節項项款編编"); label) {
    return label;
  }
  if (auto label = ReadEnclosed(beginning, U'제', U"조항장절호"); label) {
    return label;
  }
  std::size_t i = 0;
  while (At(beginning, i) != 0 && !IsSpace(beginning[i]) && DigitValue(beginning[i]) < 0) {
    ++i;
  }
  const std::string word = LowerCase(ToUtf8(beginning.substr(0, i)));
  if (std::find(kWords.begin(), kWords.end(), word) == kWords.end()) {
    return std::nullopt;
  }
  SkipSpace(beginning, i);
  const int value = ReadValue(beginning, i);
  if (value == 0 || IsLetterOrDigit(At(beginning, i))) {
    return std::nullopt;
  }
  return WordLabel{word, value, i};
}

}  // namespace communique::text
