#ifndef COMMUNIQUE_SERVING_TRACE_CONTEXT_H_
#define COMMUNIQUE_SERVING_TRACE_CONTEXT_H_

#include <grpcpp/support/string_ref.h>

#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace communique::serving {

using ClientMetadata = std::multimap<grpc::string_ref, grpc::string_ref>;

// The first value of a key ("authorization"), or empty.
absl::string_view MetadataValue(const ClientMetadata& metadata, const char* key);

// The W3C `traceparent` that the caller sent, or empty where it sent none or a malformed one.
std::string TraceparentOf(const ClientMetadata& metadata);

// The caller's `x-request-id` where it has the form of one ([A-Za-z0-9._-]{1,64}), else a new one.
std::string RequestIdOf(const ClientMetadata& metadata);

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_TRACE_CONTEXT_H_
