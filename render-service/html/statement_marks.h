#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_STATEMENT_MARKS_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_STATEMENT_MARKS_H_

#include <string>

#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "render-service/html/page_language.h"

namespace communique::render {

// What the site says of a statement and its list, as plain text, in the words and days of the page. Pure.

// "This statement has been withdrawn (23 May 2024)"; empty where it is not.
std::string NoticeTitle(const content::v1::Statement& statement, const PageLanguage& language);

// "withdrawn 20 May 2024 – At their request": what stands behind one who withdrew, or whose row was
// corrected; empty behind all others.
std::string MarkOf(const content::v1::Signatory& signatory, const PageLanguage& language);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_STATEMENT_MARKS_H_
