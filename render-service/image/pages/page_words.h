#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_WORDS_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_WORDS_H_

#include <string>

namespace communique::render {

// The few words on a page that are not the author's, in the statement's language.
struct PageWords {
  std::string signatories = "Signatories";
  std::string withdrawn = "withdrawn";
  std::string attached_files = "Attached files";
  std::string notes_to_editors = "Notes to editors";
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_WORDS_H_
