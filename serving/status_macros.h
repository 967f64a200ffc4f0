#ifndef COMMUNIQUE_SERVING_STATUS_MACROS_H_
#define COMMUNIQUE_SERVING_STATUS_MACROS_H_

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

// The two status macros, to be dropped once the platform's Abseil brings its own. Used everywhere;
// they depend on nothing but absl::Status.

// Returns the status of `expression` from the enclosing function unless it is OK.
#define RETURN_IF_ERROR(expression)                                                   \
  do {                                                                                \
    if (absl::Status status_macro_status = (expression); !status_macro_status.ok()) { \
      return status_macro_status;                                                     \
    }                                                                                 \
  } while (false)

// Assigns the value of the StatusOr `expression` to `lhs`, or returns its status.
#define ASSIGN_OR_RETURN(lhs, expression) \
  ASSIGN_OR_RETURN_IMPL_(STATUS_MACROS_CONCAT_(status_macro_or_, __LINE__), lhs, expression)

// NOLINTBEGIN(bugprone-macro-parentheses): names and a declaration, which parentheses would break.
#define ASSIGN_OR_RETURN_IMPL_(statusor, lhs, expression) \
  auto statusor = (expression);                           \
  if (!statusor.ok()) {                                   \
    return std::move(statusor).status();                  \
  }                                                       \
  lhs = *std::move(statusor)
// NOLINTEND(bugprone-macro-parentheses)

#define STATUS_MACROS_CONCAT_(a, b) STATUS_MACROS_CONCAT_INNER_(a, b)
#define STATUS_MACROS_CONCAT_INNER_(a, b) a##b

#endif  // COMMUNIQUE_SERVING_STATUS_MACROS_H_
