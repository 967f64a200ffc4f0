#include "render-service/image/pages/page_drawing.h"

#include <pango/pangocairo.h>

#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace communique::render {
namespace {

constexpr double kHairline = 0.5;

// Opens and closes the tags of a PDF, or does nothing.
class Tags {
 public:
  Tags(cairo_t* cairo, bool on) : cairo_(cairo), on_(on) {}

  void Begin(const char* name, const std::string& attributes = "") {
    if (on_) {
      cairo_tag_begin(cairo_, name, attributes.c_str());
    }
  }
  void End(const char* name) {
    if (on_) {
      cairo_tag_end(cairo_, name);
    }
  }

 private:
  cairo_t* cairo_;
  bool on_;
};

const char* TagOf(RowRole role) {
  switch (role) {
    case RowRole::kTitle:
      return "H1";
    case RowRole::kHeading:
      return "H2";
    case RowRole::kListItem:
      return "LBody";
    case RowRole::kParagraph:
    case RowRole::kTableRow:
      return "P";
  }
  return "P";
}

void DrawLine(cairo_t* cairo, const LaidLine& line, double x, double top) {
  cairo_move_to(cairo, x + line.left, top + line.baseline);
  pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(line.layout.get(), line.line_index));
}

void DrawLinks(Tags& tags, const Piece& piece, double top) {
  for (const LaidLine::Link& link : piece.line.links) {
    tags.Begin(
        CAIRO_TAG_LINK,
        absl::StrFormat("rect=[%.2f %.2f %.2f %.2f] uri='%s'", piece.x + link.left, top, link.width,
                        piece.line.height, absl::StrReplaceAll(link.address, {{"\\", "%5C"}, {"'", "%27"}})));
    tags.End(CAIRO_TAG_LINK);
  }
}

void DrawRule(cairo_t* cairo, double y) {
  cairo_set_line_width(cairo, kHairline);
  cairo_move_to(cairo, kMarginSide, y);
  cairo_line_to(cairo, kPageWidth - kMarginSide, y);
  cairo_stroke(cairo);
}

// All rows of one block on this page, within one tag.
void DrawBlock(cairo_t* cairo, Tags& tags, const Page& page, size_t begin, size_t end) {
  const RowRole role = page[begin].row->role;
  const bool list_item = role == RowRole::kListItem;
  if (list_item) {
    tags.Begin("L");
    tags.Begin("LI");
  }
  bool body_open = false;
  for (size_t i = begin; i < end; ++i) {
    const double top = kMarginTop + page[i].y;
    if (page[i].row->rule_above && i == begin && page[i].y > 0) {
      DrawRule(cairo, top - 3);
    }
    for (const Piece& piece : page[i].row->pieces) {
      if (piece.is_label) {
        tags.Begin("Lbl");
        DrawLine(cairo, piece.line, piece.x, top);
        tags.End("Lbl");
        continue;
      }
      if (!body_open) {
        tags.Begin(TagOf(role));
        body_open = true;
      }
      DrawLine(cairo, piece.line, piece.x, top);
      DrawLinks(tags, piece, top);
    }
  }
  if (body_open) {
    tags.End(TagOf(role));
  }
  if (list_item) {
    tags.End("LI");
    tags.End("L");
  }
}

void DrawFoot(cairo_t* cairo, const PageFoot& foot, size_t page_index, bool right_to_left) {
  cairo_set_source_rgb(cairo, 0.35, 0.35, 0.35);
  double top = kPageHeight - kMarginBottom + 30;
  DrawRule(cairo, top - 6);
  const LaidLine& number = foot.numbers[page_index];
  const double number_x = right_to_left ? kMarginSide : kPageWidth - kMarginSide - number.width;
  DrawLine(cairo, number, number_x - number.left, top);
  for (const LaidLine& line : foot.lines) {
    DrawLine(cairo, line, kMarginSide, top);
    top += line.height;
  }
  cairo_set_source_rgb(cairo, 0, 0, 0);
}

}  // namespace

void DrawPage(cairo_t* cairo, const Page& page, const PageFoot& foot, size_t page_index, bool right_to_left,
              bool tagged) {
  Tags tags(cairo, tagged);
  cairo_set_source_rgb(cairo, 0, 0, 0);
  for (size_t begin = 0; begin < page.size();) {
    size_t end = begin + 1;
    while (end < page.size() && page[end].row->block == page[begin].row->block) {
      ++end;
    }
    DrawBlock(cairo, tags, page, begin, end);
    begin = end;
  }
  DrawFoot(cairo, foot, page_index, right_to_left);
}

}  // namespace communique::render
