#ifndef COMMUNIQUE_CLI_ENDPOINT_H_
#define COMMUNIQUE_CLI_ENDPOINT_H_

#include <string>

#include "absl/time/time.h"

namespace communique::cli {

// A service and how it is called.
struct Endpoint {
  // "127.0.0.1:7401".
  std::string address;
  // Bearer token; empty for none.
  std::string token;
  // PEM of the authorities that the server's certificate is checked against; empty for plaintext.
  std::string authorities;
  // How long a call may take, with its retries.
  absl::Duration timeout = absl::Seconds(60);
};

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_ENDPOINT_H_
