#ifndef COMMUNIQUE_STATEMENT_LANGUAGE_H_
#define COMMUNIQUE_STATEMENT_LANGUAGE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique {

// BCP 47 language tags. Pure; independent of the machine's locale.

// The canonical form ("EN" -> "en", "zh-hant" -> "zh-Hant"), or INVALID_ARGUMENT.
absl::StatusOr<std::string> CanonicalLanguage(absl::string_view tag);

// Whether the language's usual script (or the tag's own) runs from right to left.
bool IsRightToLeft(absl::string_view tag);

// The form used in paths: lower case ("zh-hant").
std::string LanguagePathSegment(absl::string_view tag);

// The tags to look a thing of a language up by, the closest first: "zh-TW", "zh-Hant", "zh". The tag itself
// alone where it is none.
std::vector<std::string> LanguageFallbacks(absl::string_view tag);
// What its speakers call it ("한국어"), or the tag itself where unknown.
std::string LanguageOwnName(absl::string_view tag);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_LANGUAGE_H_
