#ifndef COMMUNIQUE_RENDER_SERVICE_DOMAIN_PLAN_H_
#define COMMUNIQUE_RENDER_SERVICE_DOMAIN_PLAN_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "communique/content/v1/change.pb.h"
#include "render-service/domain/output_key.h"
#include "render-service/domain/site.h"
#include "render-service/domain/site_outline.h"

namespace communique::render {

// From what changed to what is to be rendered. Pure.

// A statement before and after; unset where it was not, or is no longer, public.
struct StatementDelta {
  std::optional<PublicStatement> before;
  std::optional<PublicStatement> after;
};

// What one commit, or several, did to the public state.
struct SiteDelta {
  std::vector<StatementDelta> statements;
  // What each changed address leads to now.
  std::vector<content::v1::PathChange> paths;
  // Names of the statements filed in or below a section whose title or place changed: their pages
  // speak of it.
  std::vector<std::string> refiled;
};

struct RenderPlan {
  // No key is in both.
  std::set<OutputKey> render;
  std::set<OutputKey> drop;
  // Attachments that are no more and whose very files another entry has: by the one that goes, the one that
  // gets them, so that they are on the site all the time.
  std::map<OutputKey, OutputKey> hand_over;

  void Render(const OutputKey& key);
  void Drop(const OutputKey& key);
};

// The least that makes the site show the state after as it showed the state before. For a statement
// that appears or changes it is the same number of outputs however many others there are; only a
// section's new title touches all that is filed below it. `before` and `after` are the outlines
// without and with the delta.
RenderPlan Plan(const SiteDelta& delta, const SiteOutline& before, const SiteOutline& after);

// Whether the site shows the statement: live, or withdrawn and standing under a notice.
bool IsShown(const content::v1::Statement& statement);

// All there is to render of a statement.
std::vector<OutputKey> OutputsOfStatement(const PublicStatement& statement);
// All there is to render besides statements and notices.
std::vector<OutputKey> OutputsOfSite(const SiteOutline& outline);
// The redirect or gone page at an address; nothing where a statement is there.
std::optional<OutputKey> OutputOfPath(const content::v1::PathChange& path);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_DOMAIN_PLAN_H_
