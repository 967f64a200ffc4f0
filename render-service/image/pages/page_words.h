#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_WORDS_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_WORDS_H_

#include <string>
#include <vector>

namespace communique::render {

// What the pages of one statement say that is not the author's, in the statement's language.
struct PageWords {
  std::string signatories = "Signatories";
  std::string attached_files = "Attached files";
  std::string notes_to_editors = "Notes to editors";
  // In brackets in the place of a text that was erased.
  std::string erased = "erased";
  // Over the text and below every page, since a page may be passed on alone; empty for none. The reason is
  // the statement's own.
  std::string notice;
  // Of each signatory, in the order of display: that it was withdrawn or corrected. Empty for none; may be
  // shorter than the list.
  std::vector<std::string> signatory_marks;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_WORDS_H_
