#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_PUBLIC_PATHS_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_PUBLIC_PATHS_H_

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/change.pb.h"
#include "communique/stored/v1/row.pb.h"
#include "content-service/domain/decision_builder.h"
#include "content-service/domain/state_view.h"

namespace communique::content {

// What public addresses lead to. Redirects are flat: none leads to another. Pure.

// Where an address is sent that leads to a statement: to its page, or where that of a removed one leads,
// "gone" perhaps. Without `path`.
absl::StatusOr<v1::PathChange> RedirectTarget(const StateView& state, absl::string_view id);

// Ids of the removed statements whose addresses lead to the statement of `row`, also over one another.
absl::StatusOr<std::set<std::string>> RedirectedTo(const StateView& state,
                                                   const stored::v1::StatementRow& row);

// What the addresses of a statement are to answer.
struct PathAnswer {
  // Where its page is; all its other addresses lead there. Empty for no page.
  std::string page;
  // Without a page: `redirect` or `gone`, for all of them.
  v1::PathChange elsewhere;
};

// Makes the addresses of all editions that the statement had `before`, and those of removed statements
// that lead to it, answer so, and tells what changes by it. An address that another statement has taken
// over stays that one's; that of the page is taken over where the draft has reserved it. ALREADY_EXISTS,
// reason PATH_TAKEN: that of the page has been taken over, or the draft of another is to do so.
absl::Status SettlePaths(const StateView& state, const std::string& id,
                         const stored::v1::StatementRow& before, const PathAnswer& answer,
                         DecisionBuilder& decision);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_PUBLIC_PATHS_H_
