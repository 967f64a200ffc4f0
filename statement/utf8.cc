#include "statement/utf8.h"

#include <unicode/utf8.h>

namespace communique {

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

}  // namespace communique
