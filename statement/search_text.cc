#include "statement/search_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <optional>
#include <utility>
#include <vector>

#include "statement/accents.h"
#include "statement/utf8.h"

namespace communique {
namespace {

constexpr size_t kLongestTerm = 48;

UScriptCode ScriptOf(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(c, &error);
}

// Accents, and the points of Arabic.
bool IsIgnoredMark(UChar32 c) {
  return IsAccent(c) || (u_charType(c) == U_NON_SPACING_MARK && ScriptOf(c) == USCRIPT_ARABIC);
}

// Where a part may begin anywhere in a run of characters.
bool IsUnspaced(UChar32 c) {
  switch (ScriptOf(c)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

bool IsOfWord(UChar32 c) {
  return u_isalnum(c) || u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_COMBINING_SPACING_MARK;
}

std::string Utf8(const std::u32string& text, size_t first, size_t count) {
  std::string bytes;
  icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data() + first),
                                static_cast<int32_t>(count))
      .toUTF8String(bytes);
  return bytes;
}

// At most kLongestTerm bytes, whole characters.
std::string Cut(std::string term) {
  if (term.size() <= kLongestTerm) return term;
  size_t end = kLongestTerm;
  while (end > 0 && (static_cast<unsigned char>(term[end]) & 0xC0) == 0x80) --end;
  term.resize(end);
  return term;
}

// Characters that stand together and are all of words, or all of a script without spaces.
struct Run {
  size_t first = 0;
  size_t count = 0;
  bool unspaced = false;
};

std::vector<Run> RunsOf(const std::u32string& text) {
  std::vector<Run> runs;
  bool in_run = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<UChar32>(text[i]);
    if (!IsOfWord(c)) {
      in_run = false;
      continue;
    }
    const bool unspaced = IsUnspaced(c);
    if (!in_run || runs.back().unspaced != unspaced) runs.push_back({i, 0, unspaced});
    ++runs.back().count;
    in_run = true;
  }
  return runs;
}

}  // namespace

std::string FoldForSearch(absl::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFKDInstance(error);
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  if (U_FAILURE(error) || !DecodeUtf8(text).has_value()) return "";
  const auto given =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const icu::UnicodeString parts = decompose->normalize(given, error);
  icu::UnicodeString plain;
  for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 c = parts.char32At(i);
    if (!IsIgnoredMark(c)) plain.append(u_isUWhiteSpace(c) || u_iscntrl(c) ? u' ' : c);
  }
  const icu::UnicodeString folded = fold->normalize(plain, error);
  if (U_FAILURE(error)) return "";
  icu::UnicodeString single;
  for (int32_t i = 0; i < folded.length(); ++i) {
    const bool is_space = folded[i] == u' ';
    if (!is_space || (!single.isEmpty() && single[single.length() - 1] != u' ')) single.append(folded[i]);
  }
  std::string bytes;
  single.trim().toUTF8String(bytes);
  return bytes;
}

std::set<std::string> SearchTerms(absl::string_view folded) {
  std::set<std::string> terms;
  const std::optional<std::u32string> text = DecodeUtf8(folded);
  if (!text.has_value()) return terms;
  for (const Run& run : RunsOf(*text)) {
    if (!run.unspaced) {
      terms.insert(Cut(Utf8(*text, run.first, run.count)));
      continue;
    }
    for (size_t i = 0; i + 1 < run.count; ++i) terms.insert(Utf8(*text, run.first + i, 2));
    terms.insert(Utf8(*text, run.first + run.count - 1, 1));
  }
  return terms;
}

PartTerms TermsOfPart(absl::string_view folded_part) {
  PartTerms terms;
  const std::optional<std::u32string> text = DecodeUtf8(folded_part);
  if (!text.has_value()) return terms;
  const std::vector<Run> runs = RunsOf(*text);
  for (const Run& run : runs) {
    // Whether the text that has the part goes on with the same word behind its end is not known.
    const bool is_open = run.first + run.count == text->size();
    if (!run.unspaced) {
      (is_open ? terms.beginnings : terms.whole).insert(Cut(Utf8(*text, run.first, run.count)));
    } else if (run.count == 1) {
      terms.beginnings.insert(Utf8(*text, run.first, 1));
    } else {
      for (size_t i = 0; i + 1 < run.count; ++i) terms.whole.insert(Utf8(*text, run.first + i, 2));
    }
  }
  return terms;
}

bool Matches(absl::string_view folded, absl::string_view folded_part) {
  const std::optional<std::u32string> text = DecodeUtf8(folded);
  const std::optional<std::u32string> part = DecodeUtf8(folded_part);
  if (!text.has_value() || !part.has_value()) return false;
  if (part->empty()) return true;
  const auto first = static_cast<UChar32>(part->front());
  for (size_t at = text->find(*part); at != std::u32string::npos; at = text->find(*part, at + 1)) {
    const bool begins = at == 0 || !IsOfWord(first) || IsUnspaced(first);
    if (begins) return true;
    const auto before = static_cast<UChar32>((*text)[at - 1]);
    if (!IsOfWord(before) || IsUnspaced(before)) return true;
  }
  return false;
}

}  // namespace communique
