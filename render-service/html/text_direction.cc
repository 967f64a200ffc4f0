#include "render-service/html/text_direction.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace communique::render {

std::string ForeignDirectionOf(absl::string_view utf8, absl::string_view page_direction) {
  bool has_ltr = false;
  bool has_rtl = false;
  const auto text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UCharDirection direction = u_charDirection(text.char32At(at));
    has_ltr = has_ltr || direction == U_LEFT_TO_RIGHT;
    has_rtl = has_rtl || direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
  }
  if (has_ltr == has_rtl) return "";
  const absl::string_view own = has_rtl ? "rtl" : "ltr";
  return own == page_direction ? "" : std::string(own);
}

}  // namespace communique::render
