#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "statement/paths.h"

namespace communique {
namespace {

// In front of what alone could not be a slug.
constexpr absl::string_view kPrefix = "statement-";

// Latin letters for text in any script. Transliterators take long to build and share state inside,
// so there is one, and callers take turns.
class Latinizer {
 public:
  Latinizer() {
    UErrorCode error = U_ZERO_ERROR;
    transliterator_.reset(
        icu::Transliterator::createInstance("NFKC; Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, error));
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

std::string CutAtWord(std::string words, size_t limit) {
  if (words.size() <= limit) return words;
  const size_t hyphen = words.rfind('-', limit);
  words.resize(hyphen == std::string::npos ? limit : hyphen);
  return words;
}

}  // namespace

std::string SlugFromTitle(absl::string_view title) {
  static const Latinizer& latinizer = *new Latinizer;  // never destroyed: threads may outlive main
  const std::string words = CutAtWord(JoinWords(latinizer.ToAscii(title)), kLongestSlug);
  if (words.empty() || CheckSlug(words).ok()) return words;
  return absl::StrCat(kPrefix, CutAtWord(words, kLongestSlug - kPrefix.size()));
}

}  // namespace communique
