#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_TEXT_LAYOUT_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_TEXT_LAYOUT_H_

#include <pango/pango.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "render-service/image/pages/font_library.h"
#include "render-service/image/pages/typography.h"

namespace communique::render {

// A stretch of text with one set of marks.
struct TextSpan {
  std::string text;
  bool emphasis = false;
  bool strong = false;
  // Raised and smaller: a footnote reference.
  bool raised = false;
  std::string link;
};

struct LayoutDeleter {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using LayoutPointer = std::shared_ptr<PangoLayout>;

// One line of a laid out text. Lengths in points.
struct LaidLine {
  // Keeps the line alive.
  LayoutPointer layout;
  int line_index = 0;
  // From the left edge of the layout's width.
  double left = 0;
  double width = 0;
  double height = 0;
  // From the top of the line.
  double baseline = 0;
  struct Link {
    double left = 0;
    double width = 0;
    std::string address;
  };
  std::vector<Link> links;
};

// Breaks text into lines of at most `width` points.
class TextLayouter {
 public:
  // `fonts` must outlive this.
  TextLayouter(const FontLibrary& fonts, absl::string_view language);
  ~TextLayouter();
  TextLayouter(const TextLayouter&) = delete;
  TextLayouter& operator=(const TextLayouter&) = delete;

  // FAILED_PRECONDITION, reason GLYPH_MISSING, naming the character that no font has.
  absl::StatusOr<std::vector<LaidLine>> Lay(const std::vector<TextSpan>& spans, TextStyle style,
                                            double width) const;

  bool right_to_left() const { return right_to_left_; }

 private:
  std::string language_;
  bool right_to_left_;
  PangoContext* context_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_TEXT_LAYOUT_H_
