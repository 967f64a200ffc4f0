#ifndef COMMUNIQUE_RENDER_SERVICE_DOMAIN_INDEX_PLAN_H_
#define COMMUNIQUE_RENDER_SERVICE_DOMAIN_INDEX_PLAN_H_

#include <optional>
#include <string>

#include "render-service/domain/plan.h"
#include "render-service/domain/site_outline.h"

namespace communique::render {

// The part of a plan that is about indexes: front pages, years, feeds, sitemaps. Writes into `plan`;
// outlines and plan outlive it. Used within one call of Plan.
class IndexPlan {
 public:
  IndexPlan(const SiteOutline& before, const SiteOutline& after, RenderPlan& plan)
      : before_(before), after_(after), plan_(plan) {}

  // A line of the indexes appeared, changed or left.
  void EntryChanged(const std::optional<IndexEntry>& before, const std::optional<IndexEntry>& after);
  // Whatever the sections of the two outlines differ in.
  void SectionsChanged();

 private:
  void PlanAround(const IndexEntry& entry);
  void PlanYear(const std::string& language, const std::string& section, int32_t year);
  void PlanSitemap(const std::string& language, int32_t year);
  // Renders a front page with its feed, or drops both where nothing is listed there any more.
  void PlanFront(const std::string& language, const std::string& section);
  // Where a page appeared or vanished: itself, its other languages, and the page above.
  void PlanWherePageCameOrWent(const std::string& language, const std::string& section);
  void PlanSectionPages(const std::string& section);

  const SiteOutline& before_;
  const SiteOutline& after_;
  RenderPlan& plan_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_DOMAIN_INDEX_PLAN_H_
