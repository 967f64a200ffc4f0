#ifndef COMMUNIQUE_SERVING_LISTEN_ADDRESS_H_
#define COMMUNIQUE_SERVING_LISTEN_ADDRESS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace communique::serving {

// The reason of the error where a server cannot listen where it was told to.
inline constexpr char kAddressUnavailable[] = "ADDRESS_UNAVAILABLE";

// Whether a server may be started there. INVALID_ARGUMENT with what to do: without tokens only
// loopback may be listened on, and plaintext elsewhere only with `allow_insecure`.
absl::Status CheckListenAddress(absl::string_view listen, bool has_tokens, bool has_tls, bool allow_insecure);

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_LISTEN_ADDRESS_H_
