#ifndef COMMUNIQUE_STATEMENT_LATIN_WORDS_H_
#define COMMUNIQUE_STATEMENT_LATIN_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace communique {

// Text of any script in the letters a-z and the digits 0-9, with one hyphen between words: "공동 성명" ->
// "gongdong-seongmyeong". Empty when nothing can be kept. Independent of the machine's locale, but its
// spelling may change with the version of ICU: store what it gave. Thread-safe; callers take turns.
std::string LatinWords(absl::string_view text);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_LATIN_WORDS_H_
