#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_TEXT_DIRECTION_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_TEXT_DIRECTION_H_

#include <string>

#include "absl/strings/string_view.h"

namespace communique::render {

// "ltr" or "rtl" where every letter of `utf8` runs that way, which is not the page's; else empty, and the
// text keeps the direction of its page. Pure.
std::string ForeignDirectionOf(absl::string_view utf8, absl::string_view page_direction);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_TEXT_DIRECTION_H_
