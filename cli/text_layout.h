#ifndef COMMUNIQUE_CLI_TEXT_LAYOUT_H_
#define COMMUNIQUE_CLI_TEXT_LAYOUT_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace communique::cli {

// Setting text of any script in columns of a terminal. Pure. A width of 0 means: never wrap.

// Columns that a terminal gives to `utf8`: two for wide East Asian characters, none for marks.
size_t DisplayWidth(absl::string_view utf8);

// `text` broken into lines of at most `width` columns where a line of its script may break; all but the
// first begin with `indent` spaces, for which room is left. Its own line breaks are kept, and the spaces that
// a line of it begins with are those of all lines made of it. Names and paths are not broken.
std::string Wrap(absl::string_view text, size_t width, size_t indent);

// "label:   value" lines with the values below each other; pairs with an empty value are left out.
std::string FormatFields(const std::vector<std::pair<std::string, std::string>>& fields, size_t width);

// Rows in columns, two spaces apart; the last column is wrapped beside the others, or below them where there
// is little room.
std::string FormatTable(const std::vector<std::vector<std::string>>& rows, size_t width);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_TEXT_LAYOUT_H_
