#include "statement/language.h"

#include <unicode/locdspnm.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "statement/errors.h"

namespace communique {
namespace {

constexpr size_t kLongestTag = 35;

bool AllLetters(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isalpha(c); });
}
bool AllDigits(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isdigit(c); });
}
bool AllAlnum(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return absl::ascii_isalnum(c); });
}

// language[-Script][-Region][-variant…]. Languages have 2 or 3 letters, which keeps them apart from
// the site's own top-level folders. Extensions and private use say nothing about a text.
bool IsWellFormed(absl::string_view tag) {
  if (tag.size() > kLongestTag) return false;
  const std::vector<absl::string_view> subtags = absl::StrSplit(tag, '-');
  auto subtag = subtags.begin();
  if ((subtag->size() != 2 && subtag->size() != 3) || !AllLetters(*subtag)) return false;
  ++subtag;
  if (subtag != subtags.end() && subtag->size() == 4 && AllLetters(*subtag)) ++subtag;
  if (subtag != subtags.end() &&
      ((subtag->size() == 2 && AllLetters(*subtag)) || (subtag->size() == 3 && AllDigits(*subtag)))) {
    ++subtag;
  }
  return std::all_of(subtag, subtags.end(), [](absl::string_view variant) {
    return AllAlnum(variant) && ((variant.size() >= 5 && variant.size() <= 8) ||
                                 (variant.size() == 4 && absl::ascii_isdigit(variant[0])));
  });
}

// Never ICU's default locale, which is that of the machine.
std::optional<icu::Locale> LocaleOf(absl::string_view tag) {
  if (!IsWellFormed(tag)) return std::nullopt;
  UErrorCode error = U_ZERO_ERROR;
  icu::Locale locale =
      icu::Locale::forLanguageTag(icu::StringPiece(tag.data(), static_cast<int32_t>(tag.size())), error);
  locale.canonicalize(error);
  if (U_FAILURE(error) || locale.isBogus()) return std::nullopt;
  return locale;
}

// Whether ICU has names in this language; it would take them in the machine's language else.
bool HasNames(const icu::Locale& locale) {
  int32_t count = 0;
  const icu::Locale* available = icu::Locale::getAvailableLocales(count);
  return std::any_of(available, available + count, [&](const icu::Locale& other) {
    return absl::string_view(other.getLanguage()) == locale.getLanguage();
  });
}

}  // namespace

absl::StatusOr<std::string> CanonicalLanguage(absl::string_view tag) {
  if (const std::optional<icu::Locale> locale = LocaleOf(tag)) {
    UErrorCode error = U_ZERO_ERROR;
    std::string canonical = locale->toLanguageTag<std::string>(error);
    if (U_SUCCESS(error) && IsWellFormed(canonical)) return canonical;
  }
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, "BAD_LANGUAGE",
                         absl::StrCat(QuoteForMessage(tag),
                                      " is not a language tag; give a BCP 47 tag of language, script and "
                                      "region, such as en, ko, pt-BR or zh-Hant"));
}

bool IsRightToLeft(absl::string_view tag) {
  const std::optional<icu::Locale> locale = LocaleOf(tag);
  return locale.has_value() && locale->isRightToLeft();
}

std::string LanguagePathSegment(absl::string_view tag) { return absl::AsciiStrToLower(tag); }

std::vector<std::string> LanguageFallbacks(absl::string_view tag) {
  std::vector<std::string> tags = {std::string(tag)};
  const auto add = [&tags](const std::string& next) {
    if (std::find(tags.begin(), tags.end(), next) == tags.end()) tags.push_back(next);
  };
  if (std::optional<icu::Locale> locale = LocaleOf(tag)) {
    UErrorCode error = U_ZERO_ERROR;
    locale->addLikelySubtags(error);
    const std::string script = U_SUCCESS(error) ? locale->getScript() : "";
    if (!script.empty()) add(absl::StrCat(locale->getLanguage(), "-", script));
    add(locale->getLanguage());
  }
  return tags;
}

std::string LanguageOwnName(absl::string_view tag) {
  const std::optional<icu::Locale> locale = LocaleOf(tag);
  if (!locale.has_value() || !HasNames(*locale)) return std::string(tag);
  UDisplayContext contexts[] = {UDISPCTX_DIALECT_NAMES, UDISPCTX_CAPITALIZATION_FOR_UI_LIST_OR_MENU};
  const std::unique_ptr<icu::LocaleDisplayNames> names(
      icu::LocaleDisplayNames::createInstance(*locale, contexts, 2));
  icu::UnicodeString name;
  names->localeDisplayName(*locale, name);
  std::string utf8;
  name.toUTF8String(utf8);
  return utf8;
}

}  // namespace communique
