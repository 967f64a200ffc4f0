#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_WEBP_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_WEBP_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "render-service/image/metadata_filter/filtered_image.h"

namespace communique::render {

// Keeps the pixels, transparency, animation and ICC profile; an orientation other than 1 becomes an EXIF
// chunk that holds nothing else. Drops all other chunks, in the frames of an animation too, and all that
// follows the RIFF container.
//
// INVALID_ARGUMENT: not a WebP, or cut off. Pure; looks at chunks only, so that a good result does not mean
// that the pixels can be decoded.
absl::StatusOr<FilteredImage> FilterWebp(absl::string_view source);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_WEBP_H_
