#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_IMAGE_MAKER_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_IMAGE_MAKER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique::render {

// One smaller image to make.
struct ImageTarget {
  int32_t width = 0;
  int32_t height = 0;
  // image/webp, image/jpeg or image/png.
  std::string media_type;
};

// What was made of one attached image.
struct MadeImages {
  // The source with the same pixels and orientation, its ICC profile, and no other metadata, in the
  // source's format.
  std::string cleaned_copy;
  // In the order of the targets.
  std::vector<std::string> images;
};

// Decodes untrusted bytes, never in this process. An interface, since a process boundary is crossed.
// Thread-safe.
class ImageMaker {
 public:
  virtual ~ImageMaker() = default;

  // `source` is a whole JPEG, PNG or WebP. INVALID_ARGUMENT: it is cut off, lies about itself, or is
  // of another type. RESOURCE_EXHAUSTED: over the limits on pixels, memory or time. Any failure costs
  // this image alone.
  virtual absl::StatusOr<MadeImages> Make(absl::string_view source,
                                          const std::vector<ImageTarget>& targets) = 0;

  // Names the libraries and codecs that the bytes depend on.
  virtual std::string version() const = 0;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_IMAGE_MAKER_H_
