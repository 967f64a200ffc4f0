#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_GRPC_CONTENT_CLIENT_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_GRPC_CONTENT_CLIENT_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "render-service/pipeline/content_client.h"

namespace communique::render {

struct ContentClientOptions {
  // "host:port" or "unix:/path".
  std::string address;
  // File that holds a bearer token alone, read again when it changes; empty for none.
  std::string token_file;
  // PEM file of who signed content-service's certificate, read again when it changes; empty for plaintext.
  std::string tls_ca;
  // How long all bytes of one file may take.
  absl::Duration download_limit = absl::Minutes(2);
};

// content-service over gRPC. It connects when it is first needed and again whenever the connection
// breaks. INVALID_ARGUMENT or NOT_FOUND: a file cannot be read, or is not what it should be.
absl::StatusOr<std::unique_ptr<ContentClient>> MakeGrpcContentClient(const ContentClientOptions& options);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_GRPC_CONTENT_CLIENT_H_
