#ifndef COMMUNIQUE_TEXT_LANGUAGE_GUESS_H_
#define COMMUNIQUE_TEXT_LANGUAGE_GUESS_H_

#include <string>

#include "absl/strings/string_view.h"

namespace communique::text {

// What language a text looks like, by its script and, for Latin letters, by common small words: ar, de, en,
// es, fr, id, ja, ko, pt, ru, ur, zh, or "und". A default for a person to confirm, never a judgement.
std::string GuessLanguage(absl::string_view text);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_LANGUAGE_GUESS_H_
