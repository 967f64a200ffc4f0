#ifndef COMMUNIQUE_TEXT_INPUT_H_
#define COMMUNIQUE_TEXT_INPUT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique::text {

// The text ready to be read: without a byte order mark, every line ending (CR LF, CR, U+2028, U+2029)
// as LF. Errors as import.h describes, with the number of the line.
absl::StatusOr<std::string> CleanInput(absl::string_view utf8);

// FORBIDDEN_CHARACTER, naming `line`, where the text holds a character that no text may hold.
absl::Status CheckCharacters(absl::string_view utf8, int line);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_INPUT_H_
