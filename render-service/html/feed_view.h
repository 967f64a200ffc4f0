#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_FEED_VIEW_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_FEED_VIEW_H_

#include <vector>

#include "render-service/html/addresses.h"
#include "render-service/html/index_views.h"
#include "render-service/html/page_language.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

// Fills feed.xml. Ids are permanent (Addresses::TagUri), and `updated` moves with major changes alone.
void FillFeed(const FeedView& view, const SiteSettings& settings, const Addresses& addresses,
              const PageLanguage& language, ctemplate::TemplateDictionary& feed);

// Fills sitemap.xml and sitemap-index.xml.
void FillSitemap(const SitemapView& view, const Addresses& addresses, ctemplate::TemplateDictionary& sitemap);
void FillSitemapIndex(const std::vector<SitemapBucket>& buckets, const Addresses& addresses,
                      ctemplate::TemplateDictionary& index);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_FEED_VIEW_H_
