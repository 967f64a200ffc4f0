#include "text/language_guess.h"

#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "text/characters.h"

namespace communique::text {
namespace {

// More of a text says nothing new.
constexpr std::size_t kSampleBytes = std::size_t{256} << 10;

// Words that a text of any length in the language has, and its neighbours have not or seldom.
struct SmallWords {
  const char* language;
  const char* words;
};
constexpr std::array<SmallWords, 6> kSmallWords = {{
    {"en", "the and of to is that this with for by are was which we not have from has our their be it"},
    {"fr", "le les des et est une du dans qui pour nous sur avec ce cette pas par au aux sont ont il"},
    {"es", "el los las y del una por con para es se lo su sus como más este esta al nos han pero"},
    {"pt", "o os do da dos das e em um uma não para com por ao pela pelo são mais este esta nós foi"},
    {"de", "der die das und ist nicht ein eine den dem des mit von für auf wir zu im sich werden auch wird"},
    {"id",
     "yang dan di untuk dengan ini itu dari pada tidak kami dalam adalah oleh ke akan telah bahwa para"},
}};

struct Scripts {
  std::size_t letters = 0;
  std::size_t latin = 0;
  std::size_t hangul = 0;
  std::size_t kana = 0;
  std::size_t han = 0;
  std::size_t arabic = 0;
  std::size_t urdu = 0;
  std::size_t cyrillic = 0;
  std::size_t not_russian = 0;
};

Scripts CountScripts(absl::string_view text) {
  Scripts count;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = NextCodePoint(text, i);
    if (!IsLetter(c)) {
      continue;
    }
    ++count.letters;
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(static_cast<UChar32>(c), &error)) {
      case USCRIPT_LATIN:
        ++count.latin;
        break;
      case USCRIPT_HANGUL:
        ++count.hangul;
        break;
      case USCRIPT_HIRAGANA:
      case USCRIPT_KATAKANA:
        ++count.kana;
        break;
      case USCRIPT_HAN:
        ++count.han;
        break;
      case USCRIPT_ARABIC:
        ++count.arabic;
        count.urdu += std::u32string_view(U"ٹڈڑںےھہ").find(c) != std::u32string_view::npos ? 1 : 0;
        break;
      case USCRIPT_CYRILLIC:
        ++count.cyrillic;
        count.not_russian +=
            std::u32string_view(U"іїєґўјљњћђџІЇЄҐЎ").find(c) != std::u32string_view::npos ? 1 : 0;
        break;
      default:
        break;
    }
  }
  return count;
}

// The language whose small words are most, where it is clear.
std::string GuessLatin(absl::string_view text) {
  static const auto* languages = [] {
    auto* map = new std::unordered_map<std::string, std::vector<std::size_t>>;
    for (std::size_t i = 0; i < kSmallWords.size(); ++i) {
      for (const absl::string_view word : absl::StrSplit(kSmallWords[i].words, ' ')) {
        (*map)[std::string(word)].push_back(i);
      }
    }
    return map;
  }();
  std::array<std::size_t, kSmallWords.size()> hits{};
  const std::string lower = LowerCase(text);
  std::string word;
  for (std::size_t i = 0; i <= lower.size();) {
    const std::size_t start = i;
    const char32_t c = i < lower.size() ? NextCodePoint(lower, i) : U' ';
    if (IsLetter(c)) {
      word.append(lower, start, i - start);
      continue;
    }
    if (const auto found = languages->find(word); found != languages->end()) {
      for (const std::size_t language : found->second) {
        ++hits[language];
      }
    }
    word.clear();
    if (start >= lower.size()) {
      break;
    }
  }
  const auto best = std::max_element(hits.begin(), hits.end());
  const auto rivals =
      std::count_if(hits.begin(), hits.end(), [&](std::size_t h) { return h * 5 > *best * 4; });
  return *best >= 2 && rivals == 1 ? kSmallWords[static_cast<std::size_t>(best - hits.begin())].language
                                   : "und";
}

}  // namespace

std::string GuessLanguage(absl::string_view text) {
  text = text.substr(0, kSampleBytes);
  const Scripts count = CountScripts(text);
  // Names and terms in Latin letters are usual in texts of other scripts; the other way round they are not.
  const auto strong = [&](std::size_t letters) { return letters > 0 && letters * 4 >= count.letters; };
  if (strong(count.hangul)) {
    return "ko";
  }
  if (strong(count.kana + count.han)) {
    return count.kana * 10 > count.han ? "ja" : "zh";
  }
  if (strong(count.arabic)) {
    return count.urdu * 20 > count.arabic ? "ur" : "ar";
  }
  if (strong(count.cyrillic)) {
    return count.not_russian == 0 ? "ru" : "und";
  }
  return strong(count.latin) ? GuessLatin(text) : "und";
}

}  // namespace communique::text
