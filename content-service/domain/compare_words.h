#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_WORDS_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_WORDS_H_

#include <unicode/brkiter.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "communique/content/v1/comparison.pb.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace communique::content {

using WordRuns = google::protobuf::RepeatedPtrField<v1::WordRun>;

// A word with the white space behind it. Borrowed from the text.
struct Word {
  absl::string_view text;
  absl::string_view space;
};

// Finds the words that differ between texts of one comparison, in any script: words are what ICU takes for
// such, by dictionary where a script writes none apart. What a comparison costs is bounded, whatever the
// texts: beyond that they are told as one run each. One thread; no word is kept.
class WordComparison {
 public:
  WordComparison();

  // Runs as WordRun says, what was removed before what was added in its place. The same texts turned around
  // give the same runs turned around. Texts are UTF-8.
  WordRuns Compare(const std::string& before, const std::string& after);

  // Punctuation is words too. They make the whole text.
  std::vector<Word> WordsOf(const std::string& text) const;

 private:
  // Null where ICU's data is missing: then a text is one word.
  std::unique_ptr<icu::BreakIterator> breaks_;
  // About a tenth of a second of one core.
  int64_t steps_ = 20'000'000;
  // A run takes up to ten bytes beside its text.
  int64_t runs_ = 50'000;
};

// One run with the whole text; none where it is empty.
WordRuns WholeText(v1::DifferenceKind kind, const std::string& text);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_WORDS_H_
