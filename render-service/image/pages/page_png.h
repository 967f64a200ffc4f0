#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_PNG_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_PNG_H_

#include <string>

#include "absl/status/statusor.h"
#include "render-service/image/pages/page_drawing.h"

namespace communique::render {

// One page at 150 dpi: 16 greys where the page is grey, as text is, else 8-bit RGB (an emoji). INTERNAL
// where Cairo reports that something was lost.
absl::StatusOr<std::string> DrawPng(const Page& page, const PageFoot& foot, size_t page_index,
                                    bool right_to_left);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_PNG_H_
