#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_STATEMENT_PAGES_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_STATEMENT_PAGES_H_

#include <string>

#include "absl/status/statusor.h"
#include "render-service/domain/site.h"
#include "render-service/image/page_setter.h"
#include "render-service/image/pages/font_library.h"
#include "render-service/image/pages/page_words.h"

namespace communique::render {

// What a set of pages says besides the statement.
struct PagesRequest {
  // Absolute address of the statement's page.
  std::string address;
  std::string publisher;
  PageWords words;
};

// Sets the live edition as A4 pages: one PDF with selectable text, outline and links, and a PNG of
// 1240 × 1754 pixels (150 dpi) for each page. The same arguments and libraries give the same bytes.
// FAILED_PRECONDITION, reason GLYPH_MISSING, names a character without a glyph; RESOURCE_EXHAUSTED
// where the text makes more than 200 pages. Only one thread of a process may draw.
absl::StatusOr<SetPages> DrawStatementPages(const PublicStatement& statement, const PagesRequest& request,
                                            const FontLibrary& fonts);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_STATEMENT_PAGES_H_
