#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_DRAWING_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_DRAWING_H_

#include <cairo.h>

#include <string>
#include <vector>

#include "render-service/image/pages/page_flow.h"

namespace communique::render {

// What stands below every page.
struct PageFoot {
  // Laid out in the foot's style: that it was withdrawn, where it is found, its digest.
  std::vector<LaidLine> lines;
  // "2 / 3", one for each page.
  std::vector<LaidLine> numbers;
};

// Draws one page in points, from its top left corner. With `tagged`, what is drawn carries the tags of
// a PDF document (structure and links), which other surfaces ignore at a cost.
void DrawPage(cairo_t* cairo, const Page& page, const PageFoot& foot, size_t page_index, bool right_to_left,
              bool tagged);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_DRAWING_H_
