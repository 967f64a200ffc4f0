#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "statement/latin_words.h"
#include "statement/paths.h"

namespace communique {
namespace {

// In front of what alone could not be a slug.
constexpr absl::string_view kFallbackPrefix = "statement-";
// A first clause that is shorter says too little.
constexpr size_t kShortestClause = 24;

// Words that no title ends with: they call for another one.
bool CallsForAnother(const std::string& word) {
  static const auto* const words = new std::unordered_set<std::string>{
      "a",   "about", "our", "that", "their", "an",   "and", "as",  "at",  "au",   "aux",
      "by",  "da",    "de",  "del",  "der",   "des",  "di",  "die", "do",  "dos",  "du",
      "el",  "en",    "et",  "for",  "from",  "in",   "its", "la",  "las", "le",   "les",
      "los", "of",    "on",  "or",   "por",   "pour", "the", "to",  "und", "with", "y"};
  return words->count(word) > 0;
}

std::string CutAtWord(std::string words, size_t limit) {
  if (words.size() <= limit) return words;
  size_t end = words.rfind('-', limit);
  if (end == std::string::npos) end = limit;
  words.resize(end);
  for (size_t hyphen = words.rfind('-');
       hyphen != std::string::npos && CallsForAnother(words.substr(hyphen + 1)); hyphen = words.rfind('-')) {
    words.resize(hyphen);
  }
  return words;
}

// Bytes of `title` before the next punctuation between clauses at or behind `from`; npos for none.
size_t EndOfClause(absl::string_view title, size_t from) {
  size_t end = absl::string_view::npos;
  for (const absl::string_view mark :
       {", ", "; ", ": ", ". ", " – ", " — ", " - ", "، ", "؛ ", "、", "，", "：", "。"}) {
    end = std::min(end, title.find(mark, from));
  }
  return end;
}

// As many of the first clauses as there is room for; empty where they say too little.
std::string WholeClauses(absl::string_view title, size_t limit) {
  std::string fitting;
  for (size_t end = EndOfClause(title, 0); end != absl::string_view::npos;
       end = EndOfClause(title, end + 1)) {
    std::string words = LatinWords(title.substr(0, end));
    if (words.size() > limit) break;
    fitting = std::move(words);
  }
  return fitting.size() < kShortestClause ? "" : fitting;
}

// The words of the title, shortened where it is best.
std::string Shortened(absl::string_view title, size_t limit) {
  std::string words = LatinWords(title);
  if (words.size() <= limit) return words;
  std::string clauses = WholeClauses(title, limit);
  return clauses.empty() ? CutAtWord(std::move(words), limit) : clauses;
}

}  // namespace

std::string SlugFromTitle(absl::string_view title) {
  const std::string words = Shortened(title, kLongestSlug);
  if (words.empty() || CheckSlug(words).ok()) return words;
  return absl::StrCat(kFallbackPrefix, CutAtWord(words, kLongestSlug - kFallbackPrefix.size()));
}

}  // namespace communique
