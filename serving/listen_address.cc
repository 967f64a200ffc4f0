#include "serving/listen_address.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace communique::serving {
namespace {

bool IsLoopback(absl::string_view listen) {
  return absl::StartsWith(listen, "127.") || absl::StartsWith(listen, "localhost:") ||
         absl::StartsWith(listen, "[::1]:") || absl::StartsWith(listen, "unix:");
}

}  // namespace

absl::Status CheckListenAddress(absl::string_view listen, bool has_tokens, bool has_tls,
                                bool allow_insecure) {
  if (IsLoopback(listen)) {
    return absl::OkStatus();
  }
  if (!has_tokens) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--listen ", listen,
        " is reachable from other machines, and without --token-file every caller has all roles; "
        "give a --token-file or listen on 127.0.0.1"));
  }
  if (!has_tls && !allow_insecure) {
    return absl::InvalidArgumentError(
        absl::StrCat("--listen ", listen,
                     " is reachable from other machines, and without TLS tokens can be read on the way; give "
                     "--tls-cert and --tls-key, or --allow-insecure where the network itself is trusted"));
  }
  return absl::OkStatus();
}

}  // namespace communique::serving
