#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_STATEMENT_TEXT_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_STATEMENT_TEXT_H_

#include <string>

#include "render-service/domain/site.h"
#include "render-service/html/addresses.h"
#include "render-service/html/page_language.h"

namespace communique::render {

// statement.txt: the plain text of text/export.h, with the addresses of attached files. Pure.
std::string StatementTextFile(const PublicStatement& statement, const Addresses& addresses,
                              const PageLanguage& language);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_STATEMENT_TEXT_H_
