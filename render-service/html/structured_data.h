#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_STRUCTURED_DATA_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_STRUCTURED_DATA_H_

#include <string>
#include <vector>

#include "render-service/domain/site.h"
#include "render-service/html/addresses.h"
#include "render-service/html/way_here_view.h"

namespace communique::render {

// What a statement's page tells machines about itself: JSON-LD in the words of schema.org, an Article and
// the way to it. Fit for the sealed slot of page.html. Pure.
std::string StatementStructuredData(const content::v1::Statement& statement, const SiteSettings& settings,
                                    const Addresses& addresses, const std::vector<WayStep>& way_here);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_STRUCTURED_DATA_H_
