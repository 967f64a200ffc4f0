#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_TEMPLATE_CHECK_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_TEMPLATE_CHECK_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace communique::render {

// The one place where text goes into a page without escaping: JSON-LD, which SafeJson has made harmless.
// It must stand in a template exactly like this.
inline constexpr char kSealedSlot[] =
    R"(<script type="application/ld+json">{{JSON_LD:x-sealed-json}}</script>)";

// Whether a template is well formed and leaves all escaping to the template engine. Stricter than the
// engine itself, which lets a template weaken what it inserts. INVALID_ARGUMENT with `file` and line where:
// - the first line is not the AUTOESCAPE pragma of its kind: "XML" for a file name ending in .xml, else
//   "HTML",
// - a marker carries a modifier (":none" and all others), except in kSealedSlot,
// - a marker is malformed or of a kind that changes the delimiters, or sections are not closed in order.
// Pure.
absl::Status CheckTemplate(absl::string_view file, absl::string_view text);

// An error about a line of a theme file: "theme file page.html, line 12: …".
absl::Status ThemeError(absl::string_view file, int line, absl::string_view message);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_TEMPLATE_CHECK_H_
