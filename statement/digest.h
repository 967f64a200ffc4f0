#ifndef COMMUNIQUE_STATEMENT_DIGEST_H_
#define COMMUNIQUE_STATEMENT_DIGEST_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"

namespace communique {

// What makes a published text provably the same: salted SHA-256 over its parts, as docs/digest.md
// specifies with test vectors. Never over protobuf wire bytes. Pure; digests are 32 raw bytes.

std::string Sha256(absl::string_view bytes);
std::string Sha256Hex(absl::string_view bytes);

// 16 bytes derived from secret random bytes and what the salt is for, so that one draw serves a
// whole edition: HMAC-SHA-256(seed, purpose), first 16 bytes. The seed is never stored.
std::string DeriveSalt(absl::string_view seed, absl::string_view purpose);

struct TextDigest {
  std::vector<content::v1::DigestPart> parts;
  std::string digest;
};

// Digest of a content in a language, with salts derived from `seed` (at least 32 random bytes). Every
// block has its anchor and every attachment its entry id.
TextDigest ComputeTextDigest(const content::v1::Content& content, absl::string_view language,
                             absl::string_view seed);

// Over the part digests alone, in their order: what remains checkable when parts are erased.
std::string DigestOfParts(absl::Span<const content::v1::DigestPart> parts);

// DATA_LOSS, reason DIGEST_MISMATCH, naming the first part that does not match; parts without a salt are
// erased and only counted in. OK when the edition is what its digest says.
absl::Status VerifyEdition(const content::v1::Edition& edition, absl::string_view language);

// Digest of one signatory row: party, display order, group heading, status, times and reason; not its
// name, since the signatories digest holds the order of the numbers, nor its etag, which is not public.
std::string SignatoryDigest(const content::v1::Signatory& signatory, absl::string_view salt);

// Over the signatories' digests in the order of their numbers: the root of a tree of pairs, so that whoever
// keeps the nodes has the digest of a long list anew with a few hashes.
std::string SignatoriesDigest(absl::Span<const std::string> signatory_digests);
// A node over two others, and the signatories digest over the root; an empty root is that of no rows.
std::string SignatoryPairDigest(absl::string_view left, absl::string_view right);
std::string SignatoriesDigestOfTree(absl::string_view root);

std::string ContentDigest(absl::string_view text_digest, absl::string_view signatories_digest);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_DIGEST_H_
