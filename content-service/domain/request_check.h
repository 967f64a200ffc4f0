#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_REQUEST_CHECK_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_REQUEST_CHECK_H_

#include <string>

#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {

// A request_id is empty, or well formed and bound to a payload by its SHA-256 (32 raw bytes). Pure.
inline void CheckRequestId(const std::string& request_id, const std::string& payload_hash,
                           FieldViolations& violations) {
  constexpr size_t kPayloadHashBytes = 32;
  if (request_id.empty()) return;
  if (!IsRequestId(request_id) || payload_hash.size() != kPayloadHashBytes) {
    violations.Add("request_id", "must be 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'");
  }
}

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_REQUEST_CHECK_H_
