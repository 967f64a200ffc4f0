#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_PUBLISH_PATHS_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_PUBLISH_PATHS_H_

#include <string>

#include "absl/status/status.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/decision_builder.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// Makes `path` the public address of a statement whose state was `before`. The address of every earlier
// edition that is another leads to it from then on, directly and not over one another. Nothing is told
// where the address stays. Pure.
absl::Status PublishPaths(const StateView& state, const std::string& id,
                          const stored::v1::StatementRow& before, const std::string& path,
                          DecisionBuilder& decision);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_PUBLISH_PATHS_H_
