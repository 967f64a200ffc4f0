#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <cstdlib>

#include "absl/strings/escaping.h"
#include "statement/digest.h"

namespace communique {
namespace {

constexpr size_t kDigestSize = 32;
constexpr size_t kSaltSize = 16;

// What OpenSSL looks up anew in every one of its short calls, and where it computes. A thread has its own.
class Sha256Engine {
 public:
  Sha256Engine() {
    OSSL_PARAM digest[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>("SHA256"), 0),
        OSSL_PARAM_construct_end()};
    // Without it nothing that the service promises can be kept.
    if (context_ == nullptr || EVP_MAC_CTX_set_params(mac_, digest) != 1) std::abort();
  }
  ~Sha256Engine() {
    EVP_MD_CTX_free(context_);
    EVP_MAC_CTX_free(mac_);
  }

  void Digest(absl::string_view bytes, unsigned char* digest) {
    const bool done = EVP_DigestInit_ex2(context_, Method(), nullptr) == 1 &&
                      EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1 &&
                      EVP_DigestFinal_ex(context_, digest, nullptr) == 1;
    if (!done) std::abort();
  }

  void Code(absl::string_view key, absl::string_view bytes, unsigned char* code) {
    const bool done = EVP_MAC_init(mac_, Bytes(key), key.size(), nullptr) == 1 &&
                      EVP_MAC_update(mac_, Bytes(bytes), bytes.size()) == 1 &&
                      EVP_MAC_final(mac_, code, nullptr, kDigestSize) == 1;
    if (!done) std::abort();
  }

 private:
  static const unsigned char* Bytes(absl::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
  }
  // Never freed: threads may outlive main.
  static const EVP_MD* Method() {
    static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return method;
  }
  static EVP_MAC* MacMethod() {
    static EVP_MAC* const method = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    return method;
  }

  EVP_MD_CTX* const context_ = EVP_MD_CTX_new();
  EVP_MAC_CTX* const mac_ = EVP_MAC_CTX_new(MacMethod());
};

Sha256Engine& EngineOfThread() {
  thread_local Sha256Engine engine;
  return engine;
}

std::string ToString(const unsigned char* bytes, size_t size) {
  return std::string(reinterpret_cast<const char*>(bytes), size);
}

}  // namespace

std::string Sha256(absl::string_view bytes) {
  unsigned char digest[kDigestSize];
  EngineOfThread().Digest(bytes, digest);
  return ToString(digest, sizeof(digest));
}

std::string Sha256Hex(absl::string_view bytes) { return absl::BytesToHexString(Sha256(bytes)); }

std::string DeriveSalt(absl::string_view seed, absl::string_view purpose) {
  unsigned char code[kDigestSize];
  EngineOfThread().Code(seed, purpose, code);
  return ToString(code, kSaltSize);
}

}  // namespace communique
