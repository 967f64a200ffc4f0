#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_ENTRY_VIEW_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_ENTRY_VIEW_H_

#include <vector>

#include "render-service/domain/site.h"
#include "render-service/html/addresses.h"
#include "render-service/html/page_language.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

// Shows the section NEWEST of `main` with the entries in the order given, or NOTHING where there are none.
void AddEntries(const std::vector<IndexEntry>& entries, const Addresses& addresses,
                const PageLanguage& language, ctemplate::TemplateDictionary& main);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_ENTRY_VIEW_H_
