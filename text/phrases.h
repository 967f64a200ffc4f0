#ifndef COMMUNIQUE_TEXT_PHRASES_H_
#define COMMUNIQUE_TEXT_PHRASES_H_

#include <initializer_list>
#include <string>
#include <unordered_set>

#include "absl/strings/string_view.h"

namespace communique::text {

// Words or phrases of one meaning, in several languages. Immutable.
class Phrases {
 public:
  // In lower case; a string for each language, with " | " between its phrases.
  Phrases(std::initializer_list<absl::string_view> languages);

  // The whole text is one of them, apart from case, colons at its end and white space around it.
  bool Has(absl::string_view text) const;
  // In this case, with nothing ignored.
  bool HasExactly(absl::string_view word) const { return phrases_.contains(std::string(word)); }
  // A word of the text is one of them, apart from case. Looks at its first 500 bytes.
  bool HasWordOf(absl::string_view text) const;
  // One of them stands somewhere in the text, in this case: for scripts that set no spaces, or that write
  // words together. Looks at its first 500 bytes.
  bool HasPartOf(absl::string_view text) const;

 private:
  std::unordered_set<std::string> phrases_;
};

// In lower case, without colons at the end and white space around it; empty where it is too long for a
// label or a heading.
std::string NormalPhrase(absl::string_view text);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_PHRASES_H_
