#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_VIEW_BUILDER_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_VIEW_BUILDER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "render-service/domain/site.h"
#include "render-service/domain/site_outline.h"
#include "render-service/html/index_views.h"
#include "render-service/storage/local_state.h"

namespace communique::render {

// Fills the views of indexes from the state. A value for one batch; the references outlive it.
// Thread-safe. Sections are named "sections/{id}", empty for a whole language.
class ViewBuilder {
 public:
  ViewBuilder(const LocalState& state, const SiteOutline& outline, const SiteSettings& settings)
      : state_(state), outline_(outline), settings_(settings) {}

  absl::StatusOr<RootView> Root() const;
  absl::StatusOr<FrontView> Front(const std::string& language, const std::string& section) const;
  absl::StatusOr<YearView> Year(const std::string& language, const std::string& section, int32_t year) const;
  absl::StatusOr<FeedView> Feed(const std::string& language, const std::string& section) const;
  absl::StatusOr<SitemapView> Sitemap(const std::string& language, int32_t year) const;
  std::vector<SitemapBucket> SitemapIndex() const;

 private:
  absl::StatusOr<std::vector<IndexEntry>> Newest(const std::string& language,
                                                 const std::string& section) const;

  const LocalState& state_;
  const SiteOutline& outline_;
  const SiteSettings& settings_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_VIEW_BUILDER_H_
