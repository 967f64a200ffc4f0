#include "tests/testing/test_images.h"

#include <lcms2.h>
#include <stdio.h>
#include <vips/vips.h>

#include <cstdlib>
#include <memory>

namespace communique::testing {
namespace {

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using ImagePtr = std::unique_ptr<VipsImage, Unref>;

void Check(bool works, const char* what) {
  if (!works) {
    ::fprintf(stderr, "test image: %s: %s\n", what, vips_error_buffer());
    ::abort();
  }
}

void StartOnce() {
  static const bool started = VIPS_INIT("test") == 0;
  Check(started, "libvips does not start");
}

Colour QuarterColour(bool right, bool bottom) {
  if (bottom) {
    return right ? Colour{255, 255, 255} : Colour{0, 0, 255};
  }
  return right ? Colour{0, 255, 0} : Colour{255, 0, 0};
}

ImagePtr FromRgba(const std::string& pixels, int width, int height) {
  StartOnce();
  ImagePtr image(
      vips_image_new_from_memory_copy(pixels.data(), pixels.size(), width, height, 4, VIPS_FORMAT_UCHAR));
  Check(image != nullptr, "from memory");
  VipsImage* out = nullptr;
  Check(vips_copy(image.get(), &out, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr) == 0, "copy");
  return ImagePtr(out);
}

ImagePtr Quarters(int width, int height) {
  std::string pixels;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const bool right = 2 * x >= width;
      const bool bottom = 2 * y >= height;
      const Colour colour = QuarterColour(right, bottom);
      for (const int value : {colour.red, colour.green, colour.blue, right && bottom ? 0 : 255}) {
        pixels.push_back(static_cast<char>(value));
      }
    }
  }
  return FromRgba(pixels, width, height);
}

ImagePtr WithoutAlpha(VipsImage* image) {
  VipsImage* out = nullptr;
  Check(vips_extract_band(image, &out, 0, "n", 3, nullptr) == 0, "extract_band");
  return ImagePtr(out);
}

ImagePtr InColourspace(VipsImage* image, VipsInterpretation space) {
  VipsImage* out = nullptr;
  Check(vips_colourspace(image, &out, space, nullptr) == 0, "colourspace");
  return ImagePtr(out);
}

ImagePtr Picture(int width, int height, PictureKind kind) {
  ImagePtr quarters = Quarters(width, height);
  if (kind == PictureKind::kColourWithAlpha || kind == PictureKind::kPalette) {
    return quarters;
  }
  quarters = WithoutAlpha(quarters.get());
  switch (kind) {
    case PictureKind::kGrey:
      return InColourspace(quarters.get(), VIPS_INTERPRETATION_B_W);
    case PictureKind::k16Bit:
      return InColourspace(quarters.get(), VIPS_INTERPRETATION_RGB16);
    case PictureKind::kCmyk:
      return InColourspace(quarters.get(), VIPS_INTERPRETATION_CMYK);
    default:
      return quarters;
  }
}

std::string Take(void* bytes, size_t size) {
  std::string taken(static_cast<const char*>(bytes), size);
  g_free(bytes);
  return taken;
}

// libvips writes an Exif block of its own where it is not asked to strip.
std::string SaveJpeg(VipsImage* image, bool progressive) {
  void* bytes = nullptr;
  size_t size = 0;
  Check(vips_jpegsave_buffer(image, &bytes, &size, "Q", 95, "interlace", progressive, "strip", TRUE,
                             nullptr) == 0,
        "jpegsave");
  return Take(bytes, size);
}

// libvips writes an EXIF chunk into every WebP, asked to strip or not; it is the last chunk.
std::string WithoutExifChunk(std::string webp) {
  const size_t exif = webp.rfind("EXIF");
  Check(exif != std::string::npos && webp.substr(12, 4) == "VP8X", "WebP with an EXIF chunk");
  webp.resize(exif);
  webp[20] = static_cast<char>(webp[20] & ~0x08);
  for (size_t i = 0; i < 4; ++i) {
    webp[4 + i] = static_cast<char>((webp.size() - 8) >> (8 * i) & 0xFF);
  }
  return webp;
}

// `image` may be several frames, one below the other.
std::string SaveWebp(VipsImage* image) {
  void* bytes = nullptr;
  size_t size = 0;
  Check(vips_webpsave_buffer(image, &bytes, &size, "lossless", TRUE, "strip", TRUE, nullptr) == 0,
        "webpsave");
  return WithoutExifChunk(Take(bytes, size));
}

}  // namespace

std::string JpegPicture(int width, int height, PictureKind kind) {
  return SaveJpeg(Picture(width, height, kind).get(), false);
}

std::string ProgressiveJpegPicture(int width, int height) {
  return SaveJpeg(Picture(width, height, PictureKind::kColour).get(), true);
}

std::string PngPicture(int width, int height, PictureKind kind) {
  void* bytes = nullptr;
  size_t size = 0;
  Check(vips_pngsave_buffer(Picture(width, height, kind).get(), &bytes, &size, "strip", TRUE, "palette",
                            kind == PictureKind::kPalette, nullptr) == 0,
        "pngsave");
  return Take(bytes, size);
}

std::string WebpPicture(int width, int height, PictureKind kind) {
  return SaveWebp(Picture(width, height, kind).get());
}

std::string AnimatedWebpPicture(int width, int height) {
  const ImagePtr first = Picture(width, height, PictureKind::kColour);
  VipsImage* out = nullptr;
  Check(vips_linear1(first.get(), &out, 0, 0, "uchar", TRUE, nullptr) == 0, "linear");
  const ImagePtr second(out);
  VipsImage* frames[] = {first.get(), second.get()};
  Check(vips_arrayjoin(frames, &out, 2, "across", 1, nullptr) == 0, "arrayjoin");
  const ImagePtr joined(out);
  Check(vips_copy(joined.get(), &out, nullptr) == 0, "copy");
  const ImagePtr animation(out);
  vips_image_set_int(animation.get(), VIPS_META_PAGE_HEIGHT, height);
  return SaveWebp(animation.get());
}

std::string JpegPhotograph(int width, int height) {
  StartOnce();
  VipsImage* out = nullptr;
  Check(vips_perlin(&out, width, height, "cell_size", 64, "uchar", TRUE, "seed", 7, nullptr) == 0, "perlin");
  const ImagePtr clouds(out);
  Check(vips_gaussnoise(&out, width, height, "sigma", 6.0, "mean", 0.0, "seed", 7, nullptr) == 0,
        "gaussnoise");
  const ImagePtr noise(out);
  Check(vips_add(clouds.get(), noise.get(), &out, nullptr) == 0, "add");
  const ImagePtr grain(out);
  VipsImage* bands[] = {grain.get(), clouds.get(), grain.get()};
  Check(vips_bandjoin(bands, &out, 3, nullptr) == 0, "bandjoin");
  const ImagePtr joined(out);
  Check(vips_cast_uchar(joined.get(), &out, nullptr) == 0, "cast");
  const ImagePtr eight_bit(out);
  Check(vips_copy(eight_bit.get(), &out, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr) == 0, "copy");
  return SaveJpeg(ImagePtr(out).get(), false);
}

std::string SwappingIccProfile() {
  const cmsCIExyY white = {0.3127, 0.3290, 1.0};
  const cmsCIExyYTRIPLE swapped = {{0.30, 0.60, 1.0}, {0.64, 0.33, 1.0}, {0.15, 0.06, 1.0}};
  cmsToneCurve* gamma = cmsBuildGamma(nullptr, 2.2);
  cmsToneCurve* gammas[] = {gamma, gamma, gamma};
  cmsHPROFILE profile = cmsCreateRGBProfile(&white, &swapped, gammas);
  cmsUInt32Number size = 0;
  Check(cmsSaveProfileToMem(profile, nullptr, &size) != 0, "size of an ICC profile");
  std::string bytes(size, '\0');
  Check(cmsSaveProfileToMem(profile, bytes.data(), &size) != 0, "ICC profile");
  cmsCloseProfile(profile);
  cmsFreeToneCurve(gamma);
  return bytes;
}

DecodedPicture DecodePicture(absl::string_view bytes) {
  StartOnce();
  const ImagePtr image(vips_image_new_from_buffer(bytes.data(), bytes.size(), "", nullptr));
  Check(image != nullptr, "decode");
  DecodedPicture picture;
  const char* loader = nullptr;
  Check(vips_image_get_string(image.get(), VIPS_META_LOADER, &loader) == 0, "loader");
  const std::string name = loader;
  picture.media_type = name.starts_with("jpeg")  ? "image/jpeg"
                       : name.starts_with("png") ? "image/png"
                                                 : "image/webp";
  picture.width = vips_image_get_width(image.get());
  picture.height = vips_image_get_height(image.get());
  picture.bands = vips_image_get_bands(image.get());
  size_t size = 0;
  void* pixels = vips_image_write_to_memory(image.get(), &size);
  Check(pixels != nullptr, "pixels");
  picture.pixels = Take(pixels, size);
  return picture;
}

Colour DecodedPicture::At(int x, int y) const {
  const size_t at = static_cast<size_t>(y * width + x) * static_cast<size_t>(bands);
  const auto band = [&](size_t i) { return static_cast<int>(static_cast<uint8_t>(pixels[at + i])); };
  if (bands < 3) {
    return {band(0), band(0), band(0), bands == 2 ? band(1) : 255};
  }
  return {band(0), band(1), band(2), bands == 4 ? band(3) : 255};
}

}  // namespace communique::testing
