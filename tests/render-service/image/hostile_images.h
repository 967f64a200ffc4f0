#ifndef COMMUNIQUE_TESTS_RENDER_SERVICE_IMAGE_HOSTILE_IMAGES_H_
#define COMMUNIQUE_TESTS_RENDER_SERVICE_IMAGE_HOSTILE_IMAGES_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace communique::render {

// Files that someone might send to break a decoder, made by code.

std::string TinyGif();
// The first two thirds.
std::string CutOff(absl::string_view file);
// A correct PNG header for this size, with the pixels of one line at most.
std::string PngOfSize(uint32_t width, uint32_t height);
// The same with 16 bits, alpha and interlacing, which a decoder has to hold in memory as a whole.
std::string InterlacedDeepPngOfSize(uint32_t width, uint32_t height);
// A small JPEG whose header claims this size.
std::string JpegOfSize(uint32_t width, uint32_t height);
// Each of them a pass over all pixels for the decoder.
std::string JpegWithScans(absl::string_view jpeg, int scans);
std::string WebpWithBrokenPixels();

}  // namespace communique::render

#endif  // COMMUNIQUE_TESTS_RENDER_SERVICE_IMAGE_HOSTILE_IMAGES_H_
