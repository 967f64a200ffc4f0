#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_FONT_LIBRARY_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_FONT_LIBRARY_H_

#include <pango/pango.h>

#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique::render {

// The fonts that statements are set in: those of the Debian packages named in scripts/install-deps and
// no others, by a fontconfig configuration of our own, so that the machine's settings change nothing.
//
// Cairo with FreeType is not thread-safe here: one library a process, used by one thread.
class FontLibrary {
 public:
  // NOT_FOUND naming the packages where the fonts are not installed. Sets FC_LANG and unsets
  // PANGO_LANGUAGE for this process, so call it before any other thread starts.
  static absl::StatusOr<std::unique_ptr<FontLibrary>> Open();

  ~FontLibrary();
  FontLibrary(const FontLibrary&) = delete;
  FontLibrary& operator=(const FontLibrary&) = delete;

  // A new context for text of a language, base direction included. The caller owns it.
  PangoContext* NewContext(absl::string_view language) const;

  // Names the libraries that the drawn bytes depend on, and tells one set of fonts from another, so that
  // pages are set again when a font package brings other files.
  std::string version() const;

 private:
  FontLibrary(PangoFontMap* font_map, std::string fonts) : font_map_(font_map), fonts_(std::move(fonts)) {}

  PangoFontMap* font_map_;
  const std::string fonts_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_FONT_LIBRARY_H_
