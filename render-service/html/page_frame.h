#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_PAGE_FRAME_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_PAGE_FRAME_H_

#include <string>
#include <vector>

#include "render-service/domain/site.h"
#include "render-service/html/addresses.h"
#include "render-service/html/page_language.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

// What stands around a page: its head, the site's header and footer.
struct PageFrame {
  struct LanguageLink {
    std::string language;
    std::string path;
  };
  struct FormatLink {
    std::string media_type;
    std::string path;
  };

  // Without the site's name; empty for a page of the whole site.
  std::string title;
  // One line for search engines and previews; may be empty.
  std::string description;
  // Its own path; empty for a page that has no address of its own (404).
  std::string path;
  // Where the site's name leads.
  std::string home_path;
  // The page in all its languages, this one included, sorted; none or one: there is no choice.
  std::vector<LanguageLink> languages;
  std::vector<FormatLink> formats;
  // May be empty, as may be the following.
  std::string feed_path;
  std::string preview_image_path;
  // "article" or "website".
  std::string open_graph_type = "website";
  // As SafeJson gives it.
  std::string structured_data;
};

// Fills `page` for page.html and sets what all templates below it share: LANGUAGE, DIRECTION, SITE_NAME,
// HOME_URL, CANONICAL_URL and the words as WORD_….
void FillPageFrame(const PageFrame& frame, const SiteSettings& settings, const Addresses& addresses,
                   const PageLanguage& language, ctemplate::TemplateDictionary& page);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_PAGE_FRAME_H_
