#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_EDITION_VIEW_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_EDITION_VIEW_H_

#include "communique/content/v1/statement.pb.h"
#include "render-service/html/page_language.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

// Adds a section EDITION to `page` for every edition, newest first, with its change note.
void AddEditions(const content::v1::Statement& statement, const PageLanguage& language,
                 ctemplate::TemplateDictionary& page);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_EDITION_VIEW_H_
