#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_STATEMENT_VIEW_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_STATEMENT_VIEW_H_

#include "render-service/domain/site.h"
#include "render-service/html/addresses.h"
#include "render-service/html/page_frame.h"
#include "render-service/html/page_language.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

// The frame of a statement's page.
PageFrame StatementFrame(const PublicStatement& statement, const SectionTrail& trail,
                         const SiteSettings& settings, const Addresses& addresses,
                         const PageLanguage& language);

// Fills `main` for statement.html. Notes to editors and contacts of the top level are set below the
// signatories, everything else in the order of the text.
void FillStatement(const PublicStatement& statement, const SectionTrail& trail, const SiteSettings& settings,
                   const Addresses& addresses, const PageLanguage& language,
                   ctemplate::TemplateDictionary& main);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_STATEMENT_VIEW_H_
