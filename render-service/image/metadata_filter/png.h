#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_PNG_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_PNG_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "render-service/image/metadata_filter/filtered_image.h"

namespace communique::render {

// Keeps the pixels, palette, transparency, colour space and pixel density; an orientation other than 1
// becomes an eXIf chunk that holds nothing else. Drops texts, times, animation and private chunks, and all
// that follows IEND.
//
// INVALID_ARGUMENT: not a PNG, cut off, or a chunk whose checksum is wrong. Pure; looks at chunks only, so
// that a good result does not mean that the pixels can be decoded.
absl::StatusOr<FilteredImage> FilterPng(absl::string_view source);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_PNG_H_
