#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_FILTER_TERMS_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_FILTER_TERMS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique::content {

// One comparison of a filter, and at which byte it begins.
struct FilterTerm {
  std::string field;
  // "=", "!=", "<", "<=", ">", ">=" or ":".
  std::string operation;
  // Without quotes.
  std::string value;
  size_t at = 0;
};

inline constexpr size_t kLongestFilter = 2'000;

// Takes a filter apart: FIELD OPERATOR VALUE, joined by AND, a value between double quotes (with \" and \\ in
// it) or of [A-Za-z0-9_./-]. INVALID_ARGUMENT, a violation of "filter". Pure; knows no fields.
absl::StatusOr<std::vector<FilterTerm>> SplitFilter(absl::string_view text);

// A violation of "filter" at a byte.
absl::Status BadFilter(size_t at, absl::string_view description);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_FILTER_TERMS_H_
