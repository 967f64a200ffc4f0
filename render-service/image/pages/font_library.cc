#include "render-service/image/pages/font_library.h"

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include <hb.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <png.h>
#include <stdlib.h>
#include <zlib.h>
#include FT_FREETYPE_H

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "statement/digest.h"
#include "statement/errors.h"
#include "statement/language.h"

namespace communique::render {
namespace {

constexpr size_t kShortDigest = 16;

// Directories in a fixed order. The rejected files claim the regular weight for their bold.
constexpr char kConfiguration[] = R"(<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts/truetype/noto</dir>
  <dir>/usr/share/fonts/opentype/noto</dir>
  <dir>/usr/share/fonts/truetype/nanum</dir>
  <cachedir>/var/cache/fontconfig</cachedir>
  <include ignore_missing="yes">/usr/share/fontconfig/conf.avail/10-scale-bitmap-fonts.conf</include>
  <selectfont><rejectfont>
    <glob>*/NotoNastaliqUrdu-Bold.ttf</glob>
    <glob>*/NotoSerifMyanmar-Bold.ttf</glob>
  </rejectfont></selectfont>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
)";

// A family that every installation must have, and the package that brings it.
struct NeededFamily {
  const char* family;
  const char* package;
};
constexpr NeededFamily kNeeded[] = {
    {"Noto Serif", "fonts-noto-core"},
    {"Noto Serif CJK JP", "fonts-noto-cjk"},
    {"NanumMyeongjo", "fonts-nanum"},
};

// Tells one set of font files from another: their names and revisions.
std::string DigestOfFonts(FcConfig* config) {
  FcPattern* any = FcPatternCreate();
  FcObjectSet* objects = FcObjectSetBuild(FC_FILE, FC_FONTVERSION, nullptr);
  FcFontSet* found = FcFontList(config, any, objects);
  std::set<std::string> fonts;
  for (int i = 0; found != nullptr && i < found->nfont; ++i) {
    FcChar8* file = nullptr;
    int revision = 0;
    FcPatternGetString(found->fonts[i], FC_FILE, 0, &file);
    FcPatternGetInteger(found->fonts[i], FC_FONTVERSION, 0, &revision);
    const absl::string_view path = file == nullptr ? "" : reinterpret_cast<const char*>(file);
    fonts.insert(absl::StrCat(path.substr(path.rfind('/') + 1), " ", revision));
  }
  if (found != nullptr) {
    FcFontSetDestroy(found);
  }
  FcObjectSetDestroy(objects);
  FcPatternDestroy(any);
  return Sha256Hex(absl::StrJoin(fonts, "\n")).substr(0, kShortDigest);
}

bool HasFamily(FcConfig* config, const char* family) {
  FcPattern* pattern = FcPatternCreate();
  FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
  FcObjectSet* objects = FcObjectSetBuild(FC_FAMILY, nullptr);
  FcFontSet* found = FcFontList(config, pattern, objects);
  const bool has = found != nullptr && found->nfont > 0;
  if (found != nullptr) {
    FcFontSetDestroy(found);
  }
  FcObjectSetDestroy(objects);
  FcPatternDestroy(pattern);
  return has;
}

}  // namespace

absl::StatusOr<std::unique_ptr<FontLibrary>> FontLibrary::Open() {
  ::setenv("FC_LANG", "en", 1);
  ::unsetenv("PANGO_LANGUAGE");
  FcConfig* config = FcConfigCreate();
  if (!FcConfigParseAndLoadFromMemory(config, reinterpret_cast<const FcChar8*>(kConfiguration), FcTrue) ||
      !FcConfigBuildFonts(config)) {
    FcConfigDestroy(config);
    return absl::InternalError("fontconfig refused the configuration of the page fonts");
  }
  for (const NeededFamily& needed : kNeeded) {
    if (!HasFamily(config, needed.family)) {
      FcConfigDestroy(config);
      return ErrorWithReason(absl::StatusCode::kNotFound, "FONT_MISSING",
                             absl::StrCat("the font ", needed.family,
                                          " is not installed; install the package ", needed.package));
    }
  }
  std::string fonts = DigestOfFonts(config);
  PangoFontMap* font_map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(font_map), config);
  FcConfigDestroy(config);
  return std::unique_ptr<FontLibrary>(new FontLibrary(font_map, std::move(fonts)));
}

FontLibrary::~FontLibrary() { g_object_unref(font_map_); }

PangoContext* FontLibrary::NewContext(absl::string_view language) const {
  PangoContext* context = pango_font_map_create_context(font_map_);
  pango_cairo_context_set_resolution(context, 72);
  pango_context_set_round_glyph_positions(context, FALSE);
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_context_set_language(context, pango_language_from_string(std::string(language).c_str()));
  pango_context_set_base_dir(context, IsRightToLeft(language) ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  return context;
}

std::string FontLibrary::version() const {
  int major = 0;
  int minor = 0;
  int patch = 0;
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) == 0) {
    FT_Library_Version(library, &major, &minor, &patch);
    FT_Done_FreeType(library);
  }
  return absl::StrCat("pango ", pango_version_string(), ", cairo ", cairo_version_string(), ", harfbuzz ",
                      hb_version_string(), ", freetype ", major, ".", minor, ".", patch, ", fontconfig ",
                      FcGetVersion(), ", libpng ", png_get_libpng_ver(nullptr), ", zlib ", zlibVersion(),
                      ", fonts ", fonts_);
}

}  // namespace communique::render
