#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_PAGE_RENDERER_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_PAGE_RENDERER_H_

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "render-service/domain/site.h"
#include "render-service/html/index_views.h"

namespace communique::render {

// Makes every text output of the site. The same arguments give the same bytes: no clock, no locale, no
// order of a hash map. Thread-safe once loaded: all methods are const and may run at once.
class PageRenderer {
 public:
  // Reads and checks the templates and the stylesheet of a theme directory. INVALID_ARGUMENT with
  // file and line where a template is broken or weakens the escaping.
  static absl::StatusOr<std::unique_ptr<PageRenderer>> Load(const SiteSettings& settings,
                                                            const std::filesystem::path& theme);

  virtual ~PageRenderer() = default;

  // Names everything that the bytes depend on: program, theme, settings, libraries.
  virtual std::string version() const = 0;

  virtual absl::StatusOr<std::string> StatementPage(const PublicStatement& statement,
                                                    const SectionTrail& trail) const = 0;
  virtual absl::StatusOr<std::string> StatementJson(const PublicStatement& statement,
                                                    const SectionTrail& trail) const = 0;
  virtual absl::StatusOr<std::string> StatementText(const PublicStatement& statement,
                                                    const SectionTrail& trail) const = 0;

  virtual absl::StatusOr<std::string> RootPage(const RootView& view) const = 0;
  virtual absl::StatusOr<std::string> FrontPage(const FrontView& view) const = 0;
  virtual absl::StatusOr<std::string> YearPage(const YearView& view) const = 0;
  virtual absl::StatusOr<std::string> AtomFeed(const FeedView& view) const = 0;
  virtual absl::StatusOr<std::string> Sitemap(const SitemapView& view) const = 0;
  virtual absl::StatusOr<std::string> SitemapIndex(const std::vector<SitemapBucket>& buckets) const = 0;
  virtual absl::StatusOr<std::string> NotFoundPage() const = 0;
  // What stands at an address that leads elsewhere: a path of this site or an https address.
  virtual absl::StatusOr<std::string> RedirectPage(const std::string& target) const = 0;
  // What stands where a statement was taken away, with the public reason.
  virtual absl::StatusOr<std::string> GonePage(const std::string& reason) const = 0;
  virtual std::string Robots() const = 0;
  virtual std::string Stylesheet() const = 0;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_PAGE_RENDERER_H_
