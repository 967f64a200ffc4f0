#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DAMAGED_PAGE_TOKEN_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DAMAGED_PAGE_TOKEN_H_

#include "absl/status/status.h"
#include "statement/errors.h"

namespace communique::content {

// For a token whose key is none of the list, which a forged one may be: INVALID_ARGUMENT, reason
// BAD_PAGE_TOKEN.
inline absl::Status DamagedPageToken() {
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, "BAD_PAGE_TOKEN",
                         "page_token is damaged; leave it out to begin again");
}

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_DAMAGED_PAGE_TOKEN_H_
