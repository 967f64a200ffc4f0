#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_INLINE_VIEW_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_INLINE_VIEW_H_

#include "communique/content/v1/block.pb.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "render-service/html/footnote_links.h"

namespace ctemplate {
class TemplateDictionary;
}

namespace communique::render {

using InlineList = google::protobuf::RepeatedPtrField<content::v1::Inline>;

// Puts a run of text where `parent`'s template says {{>INLINES}}. Links to anything but web and mail
// addresses become plain text.
void AddInlines(const InlineList& inlines, FootnoteLinks& footnotes, ctemplate::TemplateDictionary& parent);

// Puts the word there that says that the text was erased.
void AddErasedMark(ctemplate::TemplateDictionary& parent);

// Whether there is nothing to read in it.
bool IsBlank(const InlineList& inlines);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_INLINE_VIEW_H_
