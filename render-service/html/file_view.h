#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_FILE_VIEW_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_FILE_VIEW_H_

#include <string>

#include "communique/content/v1/statement.pb.h"
#include "render-service/html/addresses.h"
#include "render-service/html/block_view.h"
#include "render-service/html/page_language.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

// Fills the section ATTACHMENTS of `page`, if there are any. Images that `blocks` has not shown within
// the text are shown here.
void AddAttachments(const std::string& statement_id, const content::v1::Content& content,
                    const BlockView& blocks, const Addresses& addresses, const PageLanguage& language,
                    ctemplate::TemplateDictionary& page);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_FILE_VIEW_H_
