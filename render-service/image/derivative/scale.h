#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_SCALE_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_SCALE_H_

#include "absl/status/statusor.h"
#include "render-service/image/derivative/vips_library.h"

namespace communique::render {

// Steps from pixels to pixels. Each result is in memory, has no metadata, and does not refer to its
// argument any more. INVALID_ARGUMENT where the pixels cannot be read.

// Exactly width × height, 8 bits, sRGB or grey, alpha kept; the embedded ICC profile is applied. Edges of
// transparent areas take no colour from what cannot be seen.
absl::StatusOr<VipsImagePtr> ScaleToSrgb(VipsImage* image, int width, int height);

// `orientation` is 1 to 8, as in EXIF.
absl::StatusOr<VipsImagePtr> TurnUpright(VipsImage* image, int orientation);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_SCALE_H_
