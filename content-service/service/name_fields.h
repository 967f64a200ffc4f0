#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_NAME_FIELDS_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_NAME_FIELDS_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "statement/errors.h"

namespace communique::content {

// The id that a parser of statement/names.h or language.h found in a field of a request; its error
// becomes a violation of that field.
template <typename Id>
absl::StatusOr<Id> IdIn(absl::string_view field, absl::StatusOr<Id> parsed) {
  if (parsed.ok()) return parsed;
  FieldViolations violations;
  violations.Add(field,
                 absl::string_view(parsed.status().message().data(), parsed.status().message().size()));
  return violations.ToStatus();
}

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_NAME_FIELDS_H_
