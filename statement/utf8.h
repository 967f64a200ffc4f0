#ifndef COMMUNIQUE_STATEMENT_UTF8_H_
#define COMMUNIQUE_STATEMENT_UTF8_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace communique {

// The characters of UTF-8 text, or nothing where it is not valid: cut off, overlong, or a surrogate.
std::optional<std::u32string> DecodeUtf8(absl::string_view text);

// A reader would see nothing of it: it is empty, or of spaces and invisible characters of any script alone.
// Text that is not valid is not blank.
bool IsBlank(absl::string_view text);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_UTF8_H_
