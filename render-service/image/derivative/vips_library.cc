#include "render-service/image/derivative/vips_library.h"

#include <jconfig.h>
#include <lcms2.h>
#include <png.h>
#include <stdlib.h>
#include <vips/vector.h>
#include <webp/decode.h>
#include <webp/encode.h>
#include <zlib.h>

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace communique::render {
namespace {

constexpr size_t kLongestError = 200;

// Warnings of libvips quote the image; nobody needs them, since every failure is returned.
void DropLog(const gchar*, GLogLevelFlags, const gchar*, gpointer) {}

// The first line, printable and short: what a file provokes is not for terminals and logs as it is.
std::string FirstLine(absl::string_view text) {
  std::string line(text.substr(0, std::min(text.find('\n'), kLongestError)));
  std::replace_if(
      line.begin(), line.end(), [](char c) { return !absl::ascii_isprint(static_cast<unsigned char>(c)); },
      '?');
  return line;
}

#define COMMUNIQUE_TEXT_OF(macro) COMMUNIQUE_TEXT_OF_(macro)
#define COMMUNIQUE_TEXT_OF_(text) #text
// libjpeg-turbo tells its version to the preprocessor only.
constexpr char kLibjpegVersion[] = COMMUNIQUE_TEXT_OF(LIBJPEG_TURBO_VERSION);
#undef COMMUNIQUE_TEXT_OF_
#undef COMMUNIQUE_TEXT_OF

// 0xAABBCC -> "AA.BB.CC"
std::string HexVersion(int version) {
  return absl::StrCat(version >> 16, ".", version >> 8 & 0xFF, ".", version & 0xFF);
}

}  // namespace

absl::Status StartVips() {
  // Its loadable modules (PDF, HEIF, ImageMagick …) lie below its home: there is none.
  ::setenv("VIPSHOME", "/nonexistent", 1);
  g_log_set_default_handler(DropLog, nullptr);
  if (vips_init("communique-image-worker") != 0) {
    return TakeVipsError(absl::StatusCode::kInternal, "libvips does not start");
  }
  vips_concurrency_set(1);
  vips_vector_set_enabled(FALSE);
  vips_cache_set_max(0);
  vips_operation_block_set("VipsForeignLoad", TRUE);
  for (const char* loader : {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp"}) {
    vips_operation_block_set(loader, FALSE);
  }
  return absl::OkStatus();
}

absl::Status TakeVipsError(absl::StatusCode code, absl::string_view context) {
  const std::string reason = FirstLine(vips_error_buffer());
  vips_error_clear();
  if (absl::StrContains(reason, "out of memory")) {
    return absl::ResourceExhaustedError(
        "the image needs more memory than a worker may use; send a smaller one");
  }
  return absl::Status(code, absl::StrCat(context, ": ", reason));
}

std::string ImageLibraryVersions() {
  return absl::StrCat("libvips ", vips_version(0), ".", vips_version(1), ".", vips_version(2),
                      ", libjpeg-turbo ", kLibjpegVersion, ", libpng ", png_get_libpng_ver(nullptr),
                      ", libwebp ", HexVersion(WebPGetEncoderVersion()), ", lcms ", cmsGetEncodedCMMversion(),
                      ", zlib ", zlibVersion());
}

}  // namespace communique::render
