#include "statement/utf8.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace communique {
namespace {

constexpr char32_t kBrailleBlank = 0x2800;

bool IsInvisible(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  return c == kBrailleBlank || u_isUWhiteSpace(point) || u_charType(point) == U_CONTROL_CHAR ||
         u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

}  // namespace

std::optional<std::u32string> DecodeUtf8(absl::string_view text) {
  std::u32string characters;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t offset = 0; offset < length;) {
    UChar32 c = 0;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // within ICU's macro
    U8_NEXT(text.data(), offset, length, c);
#pragma GCC diagnostic pop
    if (c < 0) return std::nullopt;
    characters.push_back(static_cast<char32_t>(c));
  }
  return characters;
}

bool IsBlank(absl::string_view text) {
  const std::optional<std::u32string> characters = DecodeUtf8(text);
  return characters.has_value() && std::all_of(characters->begin(), characters->end(), IsInvisible);
}

}  // namespace communique
