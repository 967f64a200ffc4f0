#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_INDEX_VIEW_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_INDEX_VIEW_H_

#include "render-service/html/addresses.h"
#include "render-service/html/index_views.h"
#include "render-service/html/page_frame.h"
#include "render-service/html/page_language.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

// Frames of the index pages, and what fills their templates: root.html for the root, front.html for the
// home of a language, a section and a year.

PageFrame RootFrame(const RootView& view);
void FillRoot(const RootView& view, const Addresses& addresses, const PageLanguage& language,
              ctemplate::TemplateDictionary& main);

PageFrame FrontFrame(const FrontView& view, const SiteSettings& settings);
void FillFront(const FrontView& view, const SiteSettings& settings, const Addresses& addresses,
               const PageLanguage& language, ctemplate::TemplateDictionary& main);

PageFrame YearFrame(const YearView& view, const SiteSettings& settings, const PageLanguage& language);
void FillYear(const YearView& view, const SiteSettings& settings, const Addresses& addresses,
              const PageLanguage& language, ctemplate::TemplateDictionary& main);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_INDEX_VIEW_H_
