#ifndef COMMUNIQUE_TESTS_TESTING_TEST_IMAGES_H_
#define COMMUNIQUE_TESTS_TESTING_TEST_IMAGES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace communique::testing {

// Small images for tests, made by code, and ways to look at images. Uses libvips in the test's own process.
// Not thread-safe. Any failure ends the test program.

// A picture whose quarters tell how it is turned and coloured: red at the top left, green at the top right,
// blue at the bottom left, white at the bottom right.
enum class PictureKind {
  kColour,
  kColourWithAlpha,  // the bottom right quarter is transparent
  kGrey,             // the grey values of the four colours
  k16Bit,
  kCmyk,     // JPEG only
  kPalette,  // PNG only, with the transparent quarter
};
std::string JpegPicture(int width, int height, PictureKind kind = PictureKind::kColour);
std::string PngPicture(int width, int height, PictureKind kind = PictureKind::kColour);
std::string WebpPicture(int width, int height, PictureKind kind = PictureKind::kColour);
// Two frames: the picture, then all black.
std::string AnimatedWebpPicture(int width, int height);
// As JpegPicture, in several scans.
std::string ProgressiveJpegPicture(int width, int height);
// Noise and shapes that compress like a photograph; the same for the same size.
std::string JpegPhotograph(int width, int height);

// A small ICC profile that swaps red and green, so that it shows whether it was applied.
std::string SwappingIccProfile();

// A TIFF block as cameras write it: orientation, camera model kSecretCamera, position 52.5 N 13.4 E.
std::string ExifWithPosition(int orientation = 1);
inline constexpr char kSecretCamera[] = "SecretCam 9000";
// An XMP packet with kSecretAuthor.
std::string XmpPacket();
inline constexpr char kSecretAuthor[] = "Secret Author";

// Puts a segment behind the start of a JPEG, a chunk behind the header of a PNG (with its checksum), a chunk
// at the end of a WebP (which gets a VP8X header where it has none; "ICCP", "EXIF" and "XMP " set its flag).
std::string WithJpegSegment(absl::string_view jpeg, uint8_t marker, absl::string_view payload);
std::string WithPngChunk(absl::string_view png, absl::string_view type, absl::string_view data);
std::string WithWebpChunk(absl::string_view webp, absl::string_view type, absl::string_view data);

// All that can carry metadata, at once.
std::string WithAllJpegMetadata(absl::string_view jpeg, int orientation = 1);
std::string WithAllPngMetadata(absl::string_view png, int orientation = 1);
std::string WithAllWebpMetadata(absl::string_view webp, int orientation = 1);
// What of the metadata above still stands in `bytes`: names of what was found, empty when it is clean. Looks
// for the bytes themselves and knows no image format.
std::vector<std::string> MetadataIn(absl::string_view bytes);

struct Colour {
  int red = 0;
  int green = 0;
  int blue = 0;
  int alpha = 255;
};

// Decoded as stored: not turned, no profile applied.
struct DecodedPicture {
  std::string media_type;
  int width = 0;
  int height = 0;
  int bands = 0;
  std::string pixels;

  Colour At(int x, int y) const;
};
DecodedPicture DecodePicture(absl::string_view bytes);

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_TEST_IMAGES_H_
