#include "statement/party_key.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "statement/accents.h"
#include "statement/digest.h"

namespace communique {
namespace {

using content::v1::Signatory;

constexpr absl::string_view kPartyDomain = "communique/party/1\n";
constexpr size_t kKeyBytes = 16;

// As it is where ICU has no data for it, which its packages always bring.
icu::UnicodeString Normalized(const icu::Normalizer2* form, const icu::UnicodeString& text,
                              UErrorCode& error) {
  return U_FAILURE(error) ? text : form->normalize(text, error);
}

}  // namespace

const std::string& PartyName(const Signatory& signatory) {
  if (signatory.has_organisation()) return signatory.organisation().name();
  if (signatory.has_person()) return signatory.person().name();
  return signatory.state().name();
}

std::string FoldedName(absl::string_view name) {
  UErrorCode error = U_ZERO_ERROR;
  const auto given =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size())));
  const icu::UnicodeString folded =
      Normalized(icu::Normalizer2::getNFKCCasefoldInstance(error), given, error);
  const icu::UnicodeString apart = Normalized(icu::Normalizer2::getNFDInstance(error), folded, error);
  icu::UnicodeString kept;
  for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    if (!IsAccent(c) && !u_isUWhiteSpace(c)) kept.append(c);
  }
  const icu::UnicodeString together = Normalized(icu::Normalizer2::getNFCInstance(error), kept, error);
  std::string result;
  together.toUTF8String(result);
  return result;
}

std::string PartyKey(absl::string_view statement, const Signatory& signatory) {
  return Sha256(absl::StrCat(kPartyDomain, statement, "\n", static_cast<int>(signatory.party_case()), "\n",
                             FoldedName(PartyName(signatory))))
      .substr(0, kKeyBytes);
}

}  // namespace communique
