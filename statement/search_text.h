#ifndef COMMUNIQUE_STATEMENT_SEARCH_TEXT_H_
#define COMMUNIQUE_STATEMENT_SEARCH_TEXT_H_

#include <set>
#include <string>

#include "absl/strings/string_view.h"

namespace communique {

// Finding a text by a part of it, in any script. Pure; independent of the machine's locale.

// What two texts have in common that readers take for the same: no difference of case, width, accents, vowel
// points or kinds of white space, which is one space between words and none at the ends. Empty for text
// that is not UTF-8.
std::string FoldForSearch(absl::string_view text);

// The terms that an index finds a folded text by: its words, and for scripts that put no spaces between words
// (Chinese, Japanese, Thai …) and Korean every two characters that stand together, and the last one alone.
// Each is cut at 48 bytes.
std::set<std::string> SearchTerms(absl::string_view folded);

// What every folded text that Matches(…, folded_part) has among its SearchTerms: whole terms, and
// beginnings of terms.
struct PartTerms {
  std::set<std::string> whole;
  std::set<std::string> beginnings;
};
PartTerms TermsOfPart(absl::string_view folded_part);

// Whether a folded text has a folded part, at the beginning of a word where the script has such.
bool Matches(absl::string_view folded, absl::string_view folded_part);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_SEARCH_TEXT_H_
