#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_TEXT_RULES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_TEXT_RULES_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace communique::content {

// What a single text or address must be like. Each returns what is wrong and what to do, or an empty
// string. Pure.

// Valid UTF-8 of at most `most_bytes` without characters that have no place in a text, or that make it
// read otherwise than it is written: controls, line separators, U+FFFC, U+FFFD, bidi embeddings and
// overrides (isolates are allowed), tag characters, noncharacters.
std::string WrongInText(absl::string_view text, size_t most_bytes);

// An absolute address with one of these schemes, at most 2,048 bytes, without spaces or characters that
// an address cannot hold.
std::string WrongInLink(absl::string_view address);        // http, https, mailto
std::string WrongInWebAddress(absl::string_view address);  // http, https

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_TEXT_RULES_H_
