#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_ETAG_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_ETAG_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace communique::content {

// The etag of a resource ("statements/{id}") whose newest row was written by commit `sequence`: opaque,
// and only ever told in EDITORIAL. Pure.
std::string MakeEtag(absl::string_view resource, uint64_t sequence);

// OK where `etag` is the present one. INVALID_ARGUMENT naming the field: empty, or nothing that MakeEtag
// gave for this resource. ABORTED, reason ETAG_MISMATCH: it was changed since.
absl::Status CheckEtag(absl::string_view etag, absl::string_view resource, uint64_t sequence,
                       absl::string_view field = "etag");

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_ETAG_H_
