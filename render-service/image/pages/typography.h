#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_TYPOGRAPHY_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_TYPOGRAPHY_H_

#include <string>

#include "absl/strings/string_view.h"

namespace communique::render {

// How text of a language is set. All lengths in points (1/72 inch). Pure.

// A4, with margins that leave a line of about 70 Latin letters.
inline constexpr double kPageWidth = 595.276;
inline constexpr double kPageHeight = 841.890;
inline constexpr double kMarginSide = 76;
inline constexpr double kMarginTop = 72;
inline constexpr double kMarginBottom = 84;
inline constexpr double kTextWidth = kPageWidth - 2 * kMarginSide;

enum class TextStyle { kTitle, kSubtitle, kHeading, kBody, kSmall, kFoot };

struct Typography {
  // Families in order of preference: first the language's own, then every other script, so that a
  // foreign name is set too. An explicit chain, since fontconfig alone gives Chinese text Japanese
  // shapes and Urdu text Kufi.
  std::string families;
  double size = 11;
  // Distance of lines, as a factor of what the font asks for.
  double line_factor = 1.25;
  bool bold = false;
};

Typography TypographyOf(absl::string_view language, TextStyle style);

// Korean breaks between words; Pango would break between any two syllables.
bool KeepsWordsWhole(absl::string_view language);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_TYPOGRAPHY_H_
