#include "render-service/image/pages/text_layout.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "statement/errors.h"
#include "statement/language.h"

namespace communique::render {
namespace {

double Points(int pango_units) { return static_cast<double>(pango_units) / PANGO_SCALE; }
int Units(double points) { return static_cast<int>(points * PANGO_SCALE); }

// Below this share of what a line's own fonts ask for, lines would touch.
constexpr double kLeastLineFactor = 0.8;

double HeightOfFont(PangoContext* context, const PangoFontDescription* font) {
  PangoFontMetrics* metrics = pango_context_get_metrics(context, font, pango_context_get_language(context));
  const double height = Points(pango_font_metrics_get_height(metrics));
  pango_font_metrics_unref(metrics);
  return height;
}

void AddAttribute(PangoAttrList* list, PangoAttribute* attribute, size_t begin, size_t end) {
  attribute->start_index = static_cast<guint>(begin);
  attribute->end_index = static_cast<guint>(end);
  pango_attr_list_insert(list, attribute);
}

// Each run without a space is one word, which is broken only where it is wider than a line.
void KeepWords(const std::string& text, PangoAttrList* list) {
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t end = std::min(text.find_first_of(" \n\t", begin), text.size());
    if (end > begin) {
      AddAttribute(list, pango_attr_word_new(), begin, end);
    }
    begin = end + 1;
  }
}

// The first character that no font has, or OK.
absl::Status CheckGlyphs(PangoLayout* layout) {
  if (pango_layout_get_unknown_glyphs_count(layout) == 0) {
    return absl::OkStatus();
  }
  for (GSList* line = pango_layout_get_lines_readonly(layout); line != nullptr; line = line->next) {
    for (GSList* run = static_cast<PangoLayoutLine*>(line->data)->runs; run != nullptr; run = run->next) {
      const PangoGlyphString* glyphs = static_cast<PangoGlyphItem*>(run->data)->glyphs;
      for (int i = 0; i < glyphs->num_glyphs; ++i) {
        const PangoGlyph glyph = glyphs->glyphs[i].glyph;
        if (glyph == PANGO_GLYPH_EMPTY || (glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0) {
          continue;
        }
        const gunichar character = glyph & ~static_cast<PangoGlyph>(PANGO_GLYPH_UNKNOWN_FLAG);
        char utf8[7] = {};
        utf8[g_unichar_to_utf8(character, utf8)] = '\0';
        return ErrorWithReason(
            absl::StatusCode::kFailedPrecondition, "GLYPH_MISSING",
            absl::StrFormat("no installed font has the character U+%04X (%s); replace it in the text, or "
                            "install a font that has it",
                            character, utf8));
      }
    }
  }
  return absl::InternalError("a glyph is missing, but the character is not told");
}

// A stretch of the text that leads somewhere.
struct LinkRange {
  size_t begin;
  size_t end;
  const std::string* address;
};

std::vector<LaidLine::Link> LinksOf(PangoLayoutLine* line, const std::vector<LinkRange>& links) {
  std::vector<LaidLine::Link> found;
  const size_t line_begin = static_cast<size_t>(line->start_index);
  const size_t line_end = line_begin + static_cast<size_t>(line->length);
  for (const LinkRange& link : links) {
    const size_t begin = std::max(link.begin, line_begin);
    const size_t end = std::min(link.end, line_end);
    if (begin >= end) {
      continue;
    }
    int* ranges = nullptr;
    int count = 0;
    pango_layout_line_get_x_ranges(line, static_cast<int>(begin), static_cast<int>(end), &ranges, &count);
    // Ranges are measured from the left edge of the layout.
    for (int i = 0; i < count; ++i) {
      found.push_back({Points(ranges[2 * i]), Points(ranges[2 * i + 1] - ranges[2 * i]), *link.address});
    }
    g_free(ranges);
  }
  return found;
}

}  // namespace

TextLayouter::TextLayouter(const FontLibrary& fonts, absl::string_view language)
    : language_(language), right_to_left_(IsRightToLeft(language)), context_(fonts.NewContext(language)) {}

TextLayouter::~TextLayouter() { g_object_unref(context_); }

absl::StatusOr<std::vector<LaidLine>> TextLayouter::Lay(const std::vector<TextSpan>& spans, TextStyle style,
                                                        double width) const {
  const Typography typography = TypographyOf(language_, style);
  LayoutPointer layout(pango_layout_new(context_), LayoutDeleter());

  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, typography.families.c_str());
  pango_font_description_set_absolute_size(font, typography.size * PANGO_SCALE);
  pango_font_description_set_weight(font, typography.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font);
  const double usual_height = HeightOfFont(context_, font);
  pango_font_description_free(font);

  std::string text;
  std::vector<LinkRange> links;
  PangoAttrList* attributes = pango_attr_list_new();
  for (const TextSpan& span : spans) {
    const size_t begin = text.size();
    absl::StrAppend(&text, span.text);
    if (span.emphasis) {
      AddAttribute(attributes, pango_attr_style_new(PANGO_STYLE_ITALIC), begin, text.size());
    }
    if (span.strong) {
      AddAttribute(attributes, pango_attr_weight_new(PANGO_WEIGHT_BOLD), begin, text.size());
    }
    if (span.raised) {
      AddAttribute(attributes, pango_attr_rise_new(Units(typography.size * 0.35)), begin, text.size());
      AddAttribute(attributes, pango_attr_scale_new(0.7), begin, text.size());
    }
    if (!span.link.empty()) {
      AddAttribute(attributes, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), begin, text.size());
      links.push_back({begin, text.size(), &span.link});
    }
  }
  if (KeepsWordsWhole(language_)) {
    KeepWords(text, attributes);
  }
  pango_layout_set_text(layout.get(), text.c_str(), static_cast<int>(text.size()));
  pango_layout_set_attributes(layout.get(), attributes);
  pango_attr_list_unref(attributes);
  pango_layout_set_width(layout.get(), Units(width));
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir(layout.get(), FALSE);
  pango_layout_set_alignment(layout.get(), right_to_left_ ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  if (absl::Status glyphs = CheckGlyphs(layout.get()); !glyphs.ok()) {
    return glyphs;
  }

  std::vector<LaidLine> lines;
  PangoLayoutIter* iterator = pango_layout_get_iter(layout.get());
  do {
    LaidLine line;
    line.layout = layout;
    line.line_index = static_cast<int>(lines.size());
    PangoRectangle logical;
    pango_layout_iter_get_line_extents(iterator, nullptr, &logical);
    // Lines stand at even distances, unless a foreign script needs more room than they leave.
    line.left = Points(logical.x);
    line.width = Points(logical.width);
    line.height = std::max(usual_height * typography.line_factor, Points(logical.height) * kLeastLineFactor);
    const double above = Points(pango_layout_iter_get_baseline(iterator) - logical.y);
    line.baseline = above + (line.height - Points(logical.height)) / 2;
    line.links = LinksOf(pango_layout_iter_get_line_readonly(iterator), links);
    lines.push_back(std::move(line));
  } while (pango_layout_iter_next_line(iterator));
  pango_layout_iter_free(iterator);
  return lines;
}

}  // namespace communique::render
