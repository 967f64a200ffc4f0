#include "render-service/image/pages/page_pdf.h"

#include <cairo-pdf.h>
#include <cairo.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"

namespace communique::render {
namespace {

cairo_status_t AppendTo(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

// The outline entries that begin on a page, each below the last one of a higher level.
class Outline {
 public:
  explicit Outline(cairo_surface_t* surface) : surface_(surface) {}

  void AddPage(const Page& page, size_t page_number) {
    for (const PlacedRow& placed : page) {
      const int level = placed.row->outline_level;
      if (level == 0) {
        continue;
      }
      while (!open_.empty() && open_.back().level >= level) {
        open_.pop_back();
      }
      const int parent = open_.empty() ? CAIRO_PDF_OUTLINE_ROOT : open_.back().id;
      const int id = cairo_pdf_surface_add_outline(
          surface_, parent, placed.row->outline_title.c_str(),
          absl::StrFormat("page=%d pos=[%.2f %.2f]", page_number, kMarginSide, kMarginTop + placed.y).c_str(),
          CAIRO_PDF_OUTLINE_FLAG_OPEN);
      open_.push_back({level, id});
    }
  }

 private:
  struct Entry {
    int level;
    int id;
  };
  cairo_surface_t* surface_;
  std::vector<Entry> open_;
};

}  // namespace

absl::StatusOr<std::string> DrawPdf(const std::vector<Page>& pages, const PageFoot& foot, bool right_to_left,
                                    const PdfProperties& properties) {
  std::string pdf;
  cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(AppendTo, &pdf, kPageWidth, kPageHeight);
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, properties.title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, properties.author.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, properties.subject.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Communique");
  const std::string date = absl::FormatTime(
      "%Y-%m-%dT%H:%M:%SZ", absl::FromUnixSeconds(properties.create_time_seconds), absl::UTCTimeZone());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());

  cairo_t* cairo = cairo_create(surface);
  Outline outline(surface);
  for (size_t i = 0; i < pages.size(); ++i) {
    outline.AddPage(pages[i], i + 1);
    DrawPage(cairo, pages[i], foot, i, right_to_left, /*tagged=*/true);
    cairo_show_page(cairo);
  }
  const cairo_status_t drawn = cairo_status(cairo);
  cairo_destroy(cairo);
  cairo_surface_finish(surface);
  const cairo_status_t finished = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  for (const cairo_status_t status : {drawn, finished}) {
    if (status != CAIRO_STATUS_SUCCESS) {
      return absl::InternalError(absl::StrCat("drawing the PDF failed: ", cairo_status_to_string(status)));
    }
  }
  return pdf;
}

}  // namespace communique::render
