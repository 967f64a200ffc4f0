#include "statement/digest.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "statement/canonical_bytes.h"
#include "statement/errors.h"
#include "statement/text_parts.h"

namespace communique {
namespace {

using content::v1::DigestPart;
using content::v1::Edition;
using content::v1::Signatory;

// What a hash is of; a later version of the specification gets other domains.
constexpr absl::string_view kPartDomain = "communique/part/1\n";
constexpr absl::string_view kTextDomain = "communique/text/1\n";
constexpr absl::string_view kSignatoryDomain = "communique/signatory/1\n";
constexpr absl::string_view kPairDomain = "communique/pair/1\n";
constexpr absl::string_view kSignatoriesDomain = "communique/signatories/1\n";
constexpr absl::string_view kContentDomain = "communique/content/1\n";

std::string PartDigest(const TextPart& part, absl::string_view salt) {
  return Sha256(absl::StrCat(kPartDomain, salt, part.bytes));
}

absl::Status DoesNotMatch(const Edition& edition, absl::string_view what) {
  return ErrorWithReason(absl::StatusCode::kDataLoss, "DIGEST_MISMATCH",
                         absl::StrCat(QuoteForMessage(edition.name()), ": ", what,
                                      "; restore this edition from a backup or another copy"));
}

}  // namespace

TextDigest ComputeTextDigest(const content::v1::Content& content, absl::string_view language,
                             absl::string_view seed) {
  TextDigest result;
  for (const TextPart& part : ListTextParts(content, language)) {
    DigestPart& digest = result.parts.emplace_back();
    digest.set_key(part.key);
    digest.set_salt(DeriveSalt(seed, part.key));
    digest.set_digest(PartDigest(part, digest.salt()));
  }
  result.digest = DigestOfParts(result.parts);
  return result;
}

std::string DigestOfParts(absl::Span<const DigestPart> parts) {
  std::string bytes(kTextDomain);
  for (const DigestPart& part : parts) bytes += part.digest();
  return Sha256(bytes);
}

absl::Status VerifyEdition(const Edition& edition, absl::string_view language) {
  const std::vector<TextPart> text = ListTextParts(edition.content(), language);
  auto next = text.begin();
  for (const DigestPart& part : edition.parts()) {
    const bool present = next != text.end() && next->key == part.key();
    if (part.salt().empty()) {
      // Erased. Its place in the tree may still stand there, without the text.
      if (present) ++next;
      continue;
    }
    if (!present) return DoesNotMatch(edition, absl::StrCat("the part ", part.key(), " is missing"));
    if (PartDigest(*next, part.salt()) != part.digest()) {
      return DoesNotMatch(edition, absl::StrCat("the part ", part.key(), " is not what was published"));
    }
    ++next;
  }
  if (next != text.end()) return DoesNotMatch(edition, absl::StrCat("the part ", next->key, " was added"));
  const std::vector<DigestPart> parts(edition.parts().begin(), edition.parts().end());
  if (DigestOfParts(parts) != edition.text_digest()) {
    return DoesNotMatch(edition, "the text digest is not that of the parts");
  }
  return absl::OkStatus();
}

std::string SignatoryDigest(const Signatory& signatory, absl::string_view salt) {
  Signatory row = signatory;
  row.clear_name();
  row.clear_salt();
  row.clear_digest();
  row.clear_etag();
  return Sha256(absl::StrCat(kSignatoryDomain, salt, CanonicalMessage(row)));
}

std::string SignatoriesDigest(absl::Span<const std::string> signatory_digests) {
  std::vector<std::string> nodes(signatory_digests.begin(), signatory_digests.end());
  while (nodes.size() > 1) {
    std::vector<std::string> above;
    for (size_t i = 0; i + 1 < nodes.size(); i += 2)
      above.push_back(SignatoryPairDigest(nodes[i], nodes[i + 1]));
    if (nodes.size() % 2 == 1) above.push_back(std::move(nodes.back()));
    nodes = std::move(above);
  }
  return SignatoriesDigestOfTree(nodes.empty() ? "" : nodes.front());
}

std::string SignatoryPairDigest(absl::string_view left, absl::string_view right) {
  return Sha256(absl::StrCat(kPairDomain, left, right));
}

std::string SignatoriesDigestOfTree(absl::string_view root) {
  return Sha256(absl::StrCat(kSignatoriesDomain, root));
}

std::string ContentDigest(absl::string_view text_digest, absl::string_view signatories_digest) {
  return Sha256(absl::StrCat(kContentDomain, text_digest, signatories_digest));
}

}  // namespace communique
