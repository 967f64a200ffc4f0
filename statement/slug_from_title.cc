#include "absl/strings/str_cat.h"
#include "statement/latin_words.h"
#include "statement/paths.h"

namespace communique {
namespace {

// In front of what alone could not be a slug.
constexpr absl::string_view kPrefix = "statement-";

std::string CutAtWord(std::string words, size_t limit) {
  if (words.size() <= limit) return words;
  const size_t hyphen = words.rfind('-', limit);
  words.resize(hyphen == std::string::npos ? limit : hyphen);
  return words;
}

}  // namespace

std::string SlugFromTitle(absl::string_view title) {
  const std::string words = CutAtWord(LatinWords(title), kLongestSlug);
  if (words.empty() || CheckSlug(words).ok()) return words;
  return absl::StrCat(kPrefix, CutAtWord(words, kLongestSlug - kPrefix.size()));
}

}  // namespace communique
