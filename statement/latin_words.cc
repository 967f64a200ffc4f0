#include "statement/latin_words.h"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/strings/ascii.h"
#include "absl/synchronization/mutex.h"

namespace communique {
namespace {

// Latin letters for text in any script; signs that a transliteration puts within words (ayn, hamza, tone
// letters) are left out. Transliterators take long to build and share state inside,
// so there is one, and callers take turns.
class Latinizer {
 public:
  Latinizer() {
    UErrorCode error = U_ZERO_ERROR;
    transliterator_.reset(icu::Transliterator::createInstance(
        "NFKC; Any-Latin; Latin-ASCII; [[:Lm:][:Mn:]] Remove; Lower", UTRANS_FORWARD, error));
    if (U_FAILURE(error)) transliterator_.reset();
  }

  std::string ToAscii(absl::string_view text) const {
    auto unicode =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
    {
      absl::MutexLock lock(&mutex_);
      if (transliterator_ != nullptr) transliterator_->transliterate(unicode);
    }
    std::string ascii;
    unicode.toUTF8String(ascii);
    return ascii;
  }

 private:
  mutable absl::Mutex mutex_;
  std::unique_ptr<icu::Transliterator> transliterator_ ABSL_GUARDED_BY(mutex_);
};

// Runs of a-z and 0-9 with one hyphen between them.
std::string JoinWords(absl::string_view text) {
  std::string words;
  for (const char c : text) {
    if (absl::ascii_isalnum(c)) {
      words.push_back(absl::ascii_tolower(c));
    } else if (c == '\'' || c == '`') {
      // An apostrophe or the hamza and ayn of a transliteration stand within a word.
    } else if (!words.empty() && words.back() != '-') {
      words.push_back('-');
    }
  }
  if (!words.empty() && words.back() == '-') words.pop_back();
  return words;
}

}  // namespace

std::string LatinWords(absl::string_view text) {
  static const Latinizer& latinizer = *new Latinizer;  // never destroyed: threads may outlive main
  return JoinWords(latinizer.ToAscii(text));
}

}  // namespace communique
