#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_UNTRUSTED_IMAGE_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_UNTRUSTED_IMAGE_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "render-service/image/derivative/image_type.h"
#include "render-service/image/derivative/vips_library.h"

namespace communique::render {

// Width × height × pages of an image may be at most this many pixels.
inline constexpr int64_t kMaxPixels = 100'000'000;
// Cameras and encoders write about ten scans in a progressive JPEG; each is a pass over all pixels.
inline constexpr int kMaxScans = 100;

// Bytes from outside, looked at closely enough to begin decoding them: type, size and scans are within
// the limits. Not thread-safe.
class UntrustedImage {
 public:
  // INVALID_ARGUMENT: none of the three types, cut off, or its header cannot be read.
  // RESOURCE_EXHAUSTED: over a limit. `source` must outlive the result.
  static absl::StatusOr<UntrustedImage> Open(absl::string_view source);

  // Decodes it once and scales it to a size, given as shown: turned upright, 8 bits, sRGB or grey, with
  // alpha if it has any, without metadata. Of an animation the first frame. In memory, so that many images
  // can be made of it. The size must be at most the image's own.
  absl::StatusOr<VipsImagePtr> Decode(int width, int height) const;

  // As shown, that is with the orientation applied.
  int width() const { return is_turned() ? stored_height_ : stored_width_; }
  int height() const { return is_turned() ? stored_width_ : stored_height_; }

  // The source without metadata. Meaningful once Decode has succeeded.
  std::string TakeCleanedCopy() && { return std::move(filtered_.bytes); }

 private:
  UntrustedImage(absl::string_view source, ImageType type, FilteredImage filtered);

  // `shrink` (JPEG only) leaves out detail while decoding: 1, 2, 4 or 8.
  absl::StatusOr<VipsImagePtr> Load(int shrink) const;
  absl::Status ReadHeader();
  bool is_turned() const { return filtered_.orientation >= 5; }

  absl::string_view source_;
  ImageType type_;
  FilteredImage filtered_;
  int stored_width_ = 0;
  int stored_height_ = 0;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_UNTRUSTED_IMAGE_H_
