#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_TABLE_VIEW_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_TABLE_VIEW_H_

#include "communique/content/v1/block.pb.h"
#include "render-service/html/footnote_links.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

// Fills the section TABLE of block.html. Rows that are short get empty cells, since HTML counts columns
// by the longest one; in a table so ragged that these would be more than 100,000 they stay short.
void FillTable(const content::v1::Table& table, FootnoteLinks& footnotes,
               ctemplate::TemplateDictionary& view);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_TABLE_VIEW_H_
