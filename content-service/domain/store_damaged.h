#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STORE_DAMAGED_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STORE_DAMAGED_H_

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "statement/errors.h"

namespace communique::content {

// What is stored is not what was written: DATA_LOSS, reason STORE_DAMAGED. `what` says what was found ("a row
// has a malformed key").
inline absl::Status StoreDamaged(absl::string_view what) {
  return ErrorWithReason(absl::StatusCode::kDataLoss, "STORE_DAMAGED",
                         absl::StrCat(what, "; restore the store from a backup"));
}

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_STORE_DAMAGED_H_
