#ifndef COMMUNIQUE_STATEMENT_PATHS_H_
#define COMMUNIQUE_STATEMENT_PATHS_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace communique {

// The grammar of public addresses below the site's root. Pure. Everything that a path is built from
// is checked here, so that no path can leave the site's directory.

// Names that the site uses itself, or may come to use, beside sections and statements: "editions",
// "files", "assets", "page", "feed", … Neither a slug nor a section id may be one.
bool IsReservedName(absl::string_view name);

inline constexpr size_t kLongestSlug = 80;

// INVALID_ARGUMENT with what the rule is: [a-z0-9-]{1,80}, no hyphen first or last, not all digits
// (those are years), no reserved name.
absl::Status CheckSlug(absl::string_view slug);

// Makes a slug from a title by ICU transliteration to Latin letters; CheckSlug accepts it. Of a longer title
// it has as many of the first clauses as 80 bytes hold, or where the first does not fit or says too little,
// as many words, without "of", "at the" and the like at the end. A title that leaves only digits or a
// reserved name gets "statement-" in front. Empty when nothing of the title can be kept. Thread-safe; callers
// take turns.
std::string SlugFromTitle(absl::string_view title);

// "/{language}/{section id}/{slug}/".
std::string StatementPath(absl::string_view language, absl::string_view section_id, absl::string_view slug);

// INVALID_ARGUMENT with what the rule is: 1 to 200 bytes of valid UTF-8, no '/', '\\', control
// characters or bidi controls, no leading dot.
absl::Status CheckFileName(absl::string_view file_name);

// "/files/{statement id}/{first 16 hex digits}/{file name}", not percent-encoded.
std::string FilePath(absl::string_view statement_id, absl::string_view sha256_hex,
                     absl::string_view file_name);

// Percent-encodes a path for use in an address (RFC 3986): all bytes but the unreserved
// [A-Za-z0-9._~-] and '/', so that the result needs no further escaping in HTML or XML.
std::string EncodePathForUrl(absl::string_view path);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_PATHS_H_
