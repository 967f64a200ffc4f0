#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_FILTERED_IMAGE_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_FILTERED_IMAGE_H_

#include <string>

namespace communique::render {

// A copy of an image file that keeps what its pixels, their colours and their orientation need, and
// nothing else: a list of what may stay, so that what nobody thought of goes. Compressed pixels are
// copied as they are, never encoded again.
struct FilteredImage {
  std::string bytes;
  // 1 to 8, as in EXIF; what readers of `bytes` see as well.
  int orientation = 1;
  // Passes over the pixels that a decoder has to make; above 1 in progressive JPEG only.
  int scans = 1;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_FILTERED_IMAGE_H_
