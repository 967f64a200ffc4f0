#include "serving/authorization.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "serving/roles.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::serving {
absl::StatusOr<Caller> Authorization::Identify(const ClientMetadata& metadata) const {
  if (tokens_ == nullptr) {
    return Caller{Role::kAdmin, "local"};
  }
  absl::string_view token = MetadataValue(metadata, "authorization");
  if (token.empty()) {
    return Caller{Role::kAnyone, ""};
  }
  const bool is_bearer = absl::ConsumePrefix(&token, "Bearer ") || absl::ConsumePrefix(&token, "bearer ");
  const std::optional<Caller> caller = is_bearer ? tokens_->Find(token) : std::nullopt;
  if (!caller.has_value()) {
    return ErrorWithReason(absl::StatusCode::kUnauthenticated, "BAD_TOKEN",
                           "the token is not one of this server; send 'authorization: Bearer <token>' with a "
                           "token of its token file, or none for what is public");
  }
  return *caller;
}

absl::StatusOr<Caller> Authorization::Check(const ClientMetadata& metadata, absl::string_view method,
                                            content::v1::View view) const {
  ASSIGN_OR_RETURN(Caller caller, Identify(metadata));
  const MethodRule* rule = FindRule(method);
  if (rule == nullptr) {
    return ErrorWithReason(absl::StatusCode::kPermissionDenied, "ROLE_REQUIRED",
                           absl::StrCat("nobody may call ", method));
  }
  if (!content::v1::View_IsValid(view)) {
    FieldViolations violations;
    violations.Add("view", "must be PUBLIC or EDITORIAL");
    return violations.ToStatus();
  }
  const bool editorial = view == content::v1::VIEW_EDITORIAL;
  const Role needed = editorial ? rule->least_editorial.value_or(rule->least) : rule->least;
  if (Includes(caller.role, needed)) {
    return caller;
  }
  const std::string what = absl::StrCat(method, editorial ? " with the view EDITORIAL" : "");
  if (caller.role == Role::kAnyone) {
    return ErrorWithReason(absl::StatusCode::kUnauthenticated, "TOKEN_REQUIRED",
                           absl::StrCat(what, " needs a token of the role ", RoleName(needed),
                                        " or above: send 'authorization: Bearer <token>'"));
  }
  return ErrorWithReason(absl::StatusCode::kPermissionDenied, "ROLE_REQUIRED",
                         absl::StrCat(what, " needs the role ", RoleName(needed),
                                      " or above; this token has ", RoleName(caller.role)),
                         {{"role", std::string(RoleName(needed))}});
}

}  // namespace communique::serving
