#include "tests/render-service/image/hostile_images.h"

#include "absl/strings/str_cat.h"
#include "render-service/image/metadata_filter/bytes.h"
#include "tests/testing/test_images.h"

namespace communique::render {
namespace {

using ::communique::testing::JpegPicture;
using ::communique::testing::PngPicture;
using ::communique::testing::WebpPicture;
using ::communique::testing::WithPngChunk;

// Size and `format`: depth, colour type, compression, filter, interlacing.
std::string PngWithHeader(uint32_t width, uint32_t height, absl::string_view format) {
  std::string header;
  AppendBigEndian32(width, header);
  AppendBigEndian32(height, header);
  absl::StrAppend(&header, format);
  // WithPngChunk puts a chunk behind the header: the new header goes there, and the old one away.
  const std::string both = WithPngChunk(PngPicture(16, 1), "IHDR", header);
  return absl::StrCat(both.substr(0, 8), both.substr(8 + 25));
}

}  // namespace

std::string TinyGif() {
  return std::string(
      "GIF89a\1\0\1\0\x80\0\0\0\0\0\xFF\xFF\xFF"
      ",\0\0\0\0\1\0\1\0\0\2\2D\1\0;",
      35);
}

std::string CutOff(absl::string_view file) { return std::string(file.substr(0, file.size() * 2 / 3)); }

std::string PngOfSize(uint32_t width, uint32_t height) {
  return PngWithHeader(width, height, absl::string_view("\x08\2\0\0\0", 5));  // 8 bits, colour
}

std::string InterlacedDeepPngOfSize(uint32_t width, uint32_t height) {
  return PngWithHeader(width, height,
                       absl::string_view("\x10\6\0\0\1", 5));  // 16 bits, colour and alpha, Adam7
}

std::string JpegOfSize(uint32_t width, uint32_t height) {
  std::string jpeg = JpegPicture(16, 16);
  std::string size;
  AppendBigEndian16(height, size);
  AppendBigEndian16(width, size);
  const size_t frame = jpeg.find("\xFF\xC0");
  return jpeg.replace(frame + 5, 4, size);
}

std::string JpegWithScans(absl::string_view jpeg, int scans) {
  const size_t end = jpeg.rfind("\xFF\xD9");
  const size_t scan = jpeg.find("\xFF\xDA");
  std::string many(jpeg.substr(0, scan));
  for (int i = 0; i < scans; ++i) {
    absl::StrAppend(&many, jpeg.substr(scan, end - scan));
  }
  return absl::StrCat(many, "\xFF\xD9");
}

std::string WebpWithBrokenPixels() {
  std::string webp = WebpPicture(200, 150);
  for (size_t at = 30; at < webp.size(); ++at) {
    webp[at] = '\x55';
  }
  return webp;
}

}  // namespace communique::render
