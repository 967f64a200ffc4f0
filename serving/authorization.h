#ifndef COMMUNIQUE_SERVING_AUTHORIZATION_H_
#define COMMUNIQUE_SERVING_AUTHORIZATION_H_

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/view.pb.h"
#include "serving/token_file.h"
#include "serving/trace_context.h"

namespace communique::serving {

// Decides who may make a call, by the table of roles.h. The one place where it is decided; CallRunner
// and StreamWriter ask it. Thread-safe.
class Authorization {
 public:
  // Without tokens every caller is "local" and has all roles: for servers that only loopback reaches.
  Authorization() = default;
  // Callers come with "authorization: Bearer <token>"; without one they see what is public.
  explicit Authorization(std::unique_ptr<const TokenFile> tokens) : tokens_(std::move(tokens)) {}

  // UNAUTHENTICATED, reason BAD_TOKEN or TOKEN_REQUIRED; PERMISSION_DENIED, reason ROLE_REQUIRED;
  // INVALID_ARGUMENT for a view that there is not.
  absl::StatusOr<Caller> Check(const ClientMetadata& metadata, absl::string_view method,
                               content::v1::View view = content::v1::VIEW_PUBLIC) const;

 private:
  absl::StatusOr<Caller> Identify(const ClientMetadata& metadata) const;

  const std::unique_ptr<const TokenFile> tokens_;
};

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_AUTHORIZATION_H_
