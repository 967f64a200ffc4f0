#include "render-service/image/pages/page_png.h"

#include <cairo.h>
#include <png.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"

namespace communique::render {
namespace {

constexpr double kScale = 150.0 / 72.0;
constexpr uint32_t kPixelsPerMetre = 5906;  // 150 dpi

struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<uint32_t> rgb;  // 0x00RRGGBB
};

absl::StatusOr<Pixels> Rasterise(const Page& page, const PageFoot& foot, size_t page_index,
                                 bool right_to_left) {
  Pixels pixels;
  pixels.width = static_cast<int>(std::lround(kPageWidth * kScale));
  pixels.height = static_cast<int>(std::lround(kPageHeight * kScale));
  pixels.rgb.resize(static_cast<size_t>(pixels.width) * static_cast<size_t>(pixels.height));
  cairo_surface_t* surface =
      cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(pixels.rgb.data()),
                                          CAIRO_FORMAT_RGB24, pixels.width, pixels.height, pixels.width * 4);
  cairo_t* cairo = cairo_create(surface);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  cairo_scale(cairo, kScale, kScale);
  DrawPage(cairo, page, foot, page_index, right_to_left, /*tagged=*/false);
  cairo_surface_flush(surface);
  const cairo_status_t status = cairo_status(cairo);
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    return absl::InternalError(absl::StrCat("drawing a page failed: ", cairo_status_to_string(status)));
  }
  return pixels;
}

uint8_t Red(uint32_t pixel) { return static_cast<uint8_t>(pixel >> 16); }
uint8_t Green(uint32_t pixel) { return static_cast<uint8_t>(pixel >> 8); }
uint8_t Blue(uint32_t pixel) { return static_cast<uint8_t>(pixel); }

bool IsGrey(const Pixels& pixels) {
  for (const uint32_t pixel : pixels.rgb) {
    if (Red(pixel) != Green(pixel) || Green(pixel) != Blue(pixel)) {
      return false;
    }
  }
  return true;
}

// Two pixels a byte.
std::vector<uint8_t> GreyRow(const uint32_t* row, int width) {
  std::vector<uint8_t> packed(static_cast<size_t>((width + 1) / 2));
  for (int x = 0; x < width; ++x) {
    const uint8_t grey = static_cast<uint8_t>((Red(row[x]) * 15 + 127) / 255);
    packed[static_cast<size_t>(x / 2)] =
        static_cast<uint8_t>(packed[static_cast<size_t>(x / 2)] | (x % 2 == 0 ? grey << 4 : grey));
  }
  return packed;
}

std::vector<uint8_t> ColourRow(const uint32_t* row, int width) {
  std::vector<uint8_t> bytes;
  bytes.reserve(static_cast<size_t>(width) * 3);
  for (int x = 0; x < width; ++x) {
    bytes.insert(bytes.end(), {Red(row[x]), Green(row[x]), Blue(row[x])});
  }
  return bytes;
}

void Append(png_structp png, png_bytep data, png_size_t length) {
  static_cast<std::string*>(png_get_io_ptr(png))->append(reinterpret_cast<const char*>(data), length);
}

absl::StatusOr<std::string> Encode(const Pixels& pixels) {
  std::string bytes;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(png);
  // libpng reports an error by a jump; nothing with a destructor is made between here and the end that
  // is not made anew on every row.
  if (setjmp(png_jmpbuf(png)) != 0) {
    png_destroy_write_struct(&png, &info);
    return absl::InternalError("encoding a page as PNG failed");
  }
  png_set_write_fn(png, &bytes, Append, nullptr);
  const bool grey = IsGrey(pixels);
  png_set_IHDR(png, info, static_cast<png_uint_32>(pixels.width), static_cast<png_uint_32>(pixels.height),
               grey ? 4 : 8, grey ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_pHYs(png, info, kPixelsPerMetre, kPixelsPerMetre, PNG_RESOLUTION_METER);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
  png_set_compression_level(png, 6);
  png_write_info(png, info);
  for (int y = 0; y < pixels.height; ++y) {
    const uint32_t* row = pixels.rgb.data() + static_cast<size_t>(y) * static_cast<size_t>(pixels.width);
    const std::vector<uint8_t> encoded = grey ? GreyRow(row, pixels.width) : ColourRow(row, pixels.width);
    png_write_row(png, encoded.data());
  }
  png_write_end(png, nullptr);
  png_destroy_write_struct(&png, &info);
  return bytes;
}

}  // namespace

absl::StatusOr<std::string> DrawPng(const Page& page, const PageFoot& foot, size_t page_index,
                                    bool right_to_left) {
  absl::StatusOr<Pixels> pixels = Rasterise(page, foot, page_index, right_to_left);
  if (!pixels.ok()) {
    return pixels.status();
  }
  return Encode(*pixels);
}

}  // namespace communique::render
