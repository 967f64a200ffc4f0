#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_SIGNATORIES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_SIGNATORIES_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/comparison.pb.h"
#include "communique/content/v1/view.pb.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// Adds what is different between the lists of a statement in two states, in both of which it is. Rows are
// told until `comparison` would have more than `byte_limit` bytes; the rest is counted. Pure but for the
// states.
absl::Status CompareSignatories(const StateView& from, const StateView& to, absl::string_view statement,
                                v1::View view, size_t byte_limit, v1::Comparison& comparison);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_SIGNATORIES_H_
