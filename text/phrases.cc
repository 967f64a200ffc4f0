#include "text/phrases.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "text/characters.h"

namespace communique::text {
namespace {

// Longer text is no label and no heading of any kind asked for here.
constexpr std::size_t kLongestPhrase = 160;
constexpr std::size_t kLookedAt = 500;

}  // namespace

std::string NormalPhrase(absl::string_view text) {
  text = TrimSpace(text.substr(0, kLongestPhrase + 1));
  if (text.size() > kLongestPhrase) {
    return "";
  }
  while (EndsWithColon(text)) {
    text = TrimSpace(text.substr(0, text.size() - (text.back() == ':' ? 1 : 3)));
  }
  return LowerCase(text);
}

Phrases::Phrases(std::initializer_list<absl::string_view> languages) {
  for (const absl::string_view language : languages) {
    for (const absl::string_view phrase : absl::StrSplit(language, " | ")) {
      phrases_.emplace(phrase);
    }
  }
}

bool Phrases::Has(absl::string_view text) const { return phrases_.contains(NormalPhrase(text)); }

bool Phrases::HasWordOf(absl::string_view text) const {
  const std::string lower = LowerCase(text.substr(0, kLookedAt));
  std::string word;
  for (std::size_t i = 0; i < lower.size();) {
    const std::size_t start = i;
    if (IsLetterOrDigit(NextCodePoint(lower, i))) {
      word.append(lower, start, i - start);
    } else if (!word.empty()) {
      if (phrases_.contains(word)) {
        return true;
      }
      word.clear();
    }
  }
  return phrases_.contains(word);
}

bool Phrases::HasPartOf(absl::string_view text) const {
  return std::any_of(phrases_.begin(), phrases_.end(), [&](const std::string& phrase) {
    return absl::StrContains(text.substr(0, kLookedAt), phrase);
  });
}

}  // namespace communique::text
