#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_JPEG_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_JPEG_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "render-service/image/metadata_filter/filtered_image.h"

namespace communique::render {

// Keeps the frame, tables and scans, the JFIF header (without its thumbnail), the ICC profile and Adobe's
// colour transform; an orientation other than 1 becomes an EXIF block of its own that holds nothing else.
// Drops every other segment and all that follows the end of the image.
//
// INVALID_ARGUMENT: not a JPEG, or cut off. Pure; looks at segments only, so that a good result does not
// mean that the pixels can be decoded.
absl::StatusOr<FilteredImage> FilterJpeg(absl::string_view source);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_JPEG_H_
