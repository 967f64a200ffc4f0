#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_WORDS_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_WORDS_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique::render {

// The words that the site itself says ("Signatories", "Published"), in one language. By name, as in
// words.json; English where the language has no word of its own. A value.
using Words = std::map<std::string, std::string>;

// The words of a theme in every language that it has. Thread-safe once loaded.
class WordBook {
 public:
  // From the text of words.json: {"en": {"signatories": "Signatories", …}, "ko": …}. INVALID_ARGUMENT where
  // it is not such an object, lacks an English word of WordNames(), or has a word that is not one of them.
  static absl::StatusOr<std::unique_ptr<WordBook>> Parse(absl::string_view json);

  // Of the closest tag that it has ("zh-TW", "zh-Hant", "zh"), else English. Lives as long as this.
  const Words& In(absl::string_view language) const;

 private:
  std::map<std::string, Words> by_language_;
};

// The names of all words, sorted.
const std::vector<std::string>& WordNames();

// The word with "{n}" in it replaced.
std::string WithNumber(const std::string& word, absl::string_view number);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_WORDS_H_
