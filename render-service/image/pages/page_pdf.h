#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_PDF_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_PDF_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "render-service/image/pages/page_drawing.h"

namespace communique::render {

struct PdfProperties {
  std::string title;
  std::string author;
  std::string subject;
  // Written as both dates of the document, since the clock must not be: seconds since 1970, UTC.
  int64_t create_time_seconds = 0;
};

// INTERNAL where Cairo reports that something was lost.
absl::StatusOr<std::string> DrawPdf(const std::vector<Page>& pages, const PageFoot& foot, bool right_to_left,
                                    const PdfProperties& properties);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_PAGE_PDF_H_
