#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_SIGNATORY_VIEW_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_SIGNATORY_VIEW_H_

#include <vector>

#include "communique/content/v1/signatory.pb.h"
#include "render-service/html/page_language.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

// Fills the section SIGNATORIES of `page`, if there are any: grouped by heading in the order in which each
// heading first comes, with those who withdrew struck and marked, and a word in the place of what was erased.
// The count is of those who stand by it.
void AddSignatories(const std::vector<content::v1::Signatory>& signatories, const PageLanguage& language,
                    ctemplate::TemplateDictionary& page);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_SIGNATORY_VIEW_H_
