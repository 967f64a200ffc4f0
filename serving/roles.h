#ifndef COMMUNIQUE_SERVING_ROLES_H_
#define COMMUNIQUE_SERVING_ROLES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique::serving {

// Who may call what: one table for all services. Pure; any thread.

enum class Role {
  // No token. What speaks only of public things needs none.
  kAnyone,
  // Starts renders and follows their jobs.
  kRenderer,
  // Sees drafts and everything else.
  kReader,
  // A reader who writes drafts.
  kAuthor,
  // An author who makes things public, and a renderer.
  kPublisher,
  // Everything.
  kAdmin,
};

// "reader", "author", "publisher", "renderer" or "admin"; else INVALID_ARGUMENT.
absl::StatusOr<Role> ParseRole(absl::string_view text);
absl::string_view RoleName(Role role);

// Whether one who holds `held` may do what needs `needed`.
bool Includes(Role held, Role needed);

struct MethodRule {
  // "/communique.content.v1.StatementService/GetStatement".
  absl::string_view method;
  // The least role for the view PUBLIC, and for methods that have no view.
  Role least;
  // The least role for the view EDITORIAL; unset where the method has no view.
  std::optional<Role> least_editorial;
};

// Every method of every service of ours, by name.
const std::vector<MethodRule>& MethodRules();

// Nothing for a method that is not in the table: nobody may call it.
const MethodRule* FindRule(absl::string_view method);

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_ROLES_H_
