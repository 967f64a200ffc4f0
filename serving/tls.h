#ifndef COMMUNIQUE_SERVING_TLS_H_
#define COMMUNIQUE_SERVING_TLS_H_

#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace communique::serving {

// PEM files. They are read again when they change, within a second; replace key and certificate
// together (rename a folder or a link), since they are used only when they match.
struct TlsFiles {
  // With the chain, leaf first.
  std::string certificate;
  std::string key;
  // Callers must show a certificate that one of these signed; empty asks for none.
  std::string client_ca;

  bool empty() const { return certificate.empty() && key.empty() && client_ca.empty(); }
};

// Plaintext where no file is given. INVALID_ARGUMENT where a file is missing, not PEM, or key and
// certificate do not match.
absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeServerCredentials(const TlsFiles& files);

// For a client: trusts who shows a certificate for the name it was called by that one of those in the PEM
// file `ca` signed. Also read again when it changes; connections that are open go on. Plaintext where `ca`
// is empty. INVALID_ARGUMENT where it is not PEM.
absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> MakeChannelCredentials(const std::string& ca);

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_TLS_H_
