#include <openssl/hmac.h>
#include <openssl/sha.h>

#include "absl/strings/escaping.h"
#include "statement/digest.h"

namespace communique {
namespace {

constexpr size_t kSaltSize = 16;

const unsigned char* Bytes(absl::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string ToString(const unsigned char* bytes, size_t size) {
  return std::string(reinterpret_cast<const char*>(bytes), size);
}

}  // namespace

std::string Sha256(absl::string_view bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(Bytes(bytes), bytes.size(), digest);
  return ToString(digest, sizeof(digest));
}

std::string Sha256Hex(absl::string_view bytes) { return absl::BytesToHexString(Sha256(bytes)); }

std::string DeriveSalt(absl::string_view seed, absl::string_view purpose) {
  unsigned char code[SHA256_DIGEST_LENGTH];
  HMAC(EVP_sha256(), seed.data(), static_cast<int>(seed.size()), Bytes(purpose), purpose.size(), code,
       nullptr);
  return ToString(code, kSaltSize);
}

}  // namespace communique
