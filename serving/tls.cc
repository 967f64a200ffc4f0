#include "serving/tls.h"

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"

namespace communique::serving {
namespace {

constexpr unsigned int kRefreshSeconds = 1;

using BioPtr = std::unique_ptr<BIO, decltype(&BIO_free)>;
using CertificatePtr = std::unique_ptr<X509, decltype(&X509_free)>;
using KeyPtr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

absl::StatusOr<CertificatePtr> ReadCertificate(const std::string& path) {
  const BioPtr file(BIO_new_file(path.c_str(), "r"), &BIO_free);
  CertificatePtr certificate(file ? PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr) : nullptr,
                             &X509_free);
  if (certificate == nullptr) {
    return absl::InvalidArgumentError(absl::StrCat(path, " cannot be read as a PEM certificate"));
  }
  return certificate;
}

absl::StatusOr<KeyPtr> ReadKey(const std::string& path) {
  const BioPtr file(BIO_new_file(path.c_str(), "r"), &BIO_free);
  // An empty passphrase, so that nothing ever asks for one on the terminal.
  char no_passphrase[] = "";
  KeyPtr key(file ? PEM_read_bio_PrivateKey(file.get(), nullptr, nullptr, no_passphrase) : nullptr,
             &EVP_PKEY_free);
  if (key == nullptr) {
    return absl::InvalidArgumentError(absl::StrCat(path, " cannot be read as a PEM key without passphrase"));
  }
  return key;
}

absl::Status CheckFiles(const TlsFiles& files) {
  if (files.certificate.empty() || files.key.empty()) {
    return absl::InvalidArgumentError("TLS needs both a certificate and a key");
  }
  ASSIGN_OR_RETURN(const CertificatePtr certificate, ReadCertificate(files.certificate));
  ASSIGN_OR_RETURN(const KeyPtr key, ReadKey(files.key));
  if (X509_check_private_key(certificate.get(), key.get()) != 1) {
    return absl::InvalidArgumentError(
        absl::StrCat("the key ", files.key, " does not belong to the certificate ", files.certificate));
  }
  if (!files.client_ca.empty()) {
    RETURN_IF_ERROR(ReadCertificate(files.client_ca).status());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeServerCredentials(const TlsFiles& files) {
  if (files.empty()) {
    return grpc::InsecureServerCredentials();
  }
  RETURN_IF_ERROR(CheckFiles(files));
  grpc::experimental::TlsServerCredentialsOptions options(
      std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(files.key, files.certificate,
                                                                           files.client_ca, kRefreshSeconds));
  options.watch_identity_key_cert_pairs();
  if (!files.client_ca.empty()) {
    options.watch_root_certs();
    options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return grpc::experimental::TlsServerCredentials(options);
}

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> MakeChannelCredentials(const std::string& ca) {
  if (ca.empty()) return grpc::InsecureChannelCredentials();
  RETURN_IF_ERROR(ReadCertificate(ca).status());
  grpc::experimental::TlsChannelCredentialsOptions options;
  options.set_certificate_provider(
      std::make_shared<grpc::experimental::FileWatcherCertificateProvider>(ca, kRefreshSeconds));
  options.watch_root_certs();
  return grpc::experimental::TlsCredentials(options);
}

}  // namespace communique::serving
