#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_NOTICE_PAGES_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_NOTICE_PAGES_H_

#include "absl/strings/string_view.h"
#include "render-service/domain/site.h"
#include "render-service/html/addresses.h"
#include "render-service/html/page_language.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

// Fills `page` for redirect.html. `target` is a path of this site or an https address.
void FillRedirect(absl::string_view target, const SiteSettings& settings, const Addresses& addresses,
                  const PageLanguage& language, ctemplate::TemplateDictionary& page);

// Fills `main` for gone.html.
void FillGone(absl::string_view reason, ctemplate::TemplateDictionary& main);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_NOTICE_PAGES_H_
