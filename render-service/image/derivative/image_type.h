#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_IMAGE_TYPE_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_IMAGE_TYPE_H_

#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "render-service/image/metadata_filter/filtered_image.h"

namespace communique::render {

enum class ImageType { kJpeg, kPng, kWebp };

// Judged by the first bytes, never by a name.
std::optional<ImageType> ImageTypeOf(absl::string_view source);

// "JPEG", for messages.
absl::string_view NameOf(ImageType type);

// The filter of that type: see metadata_filter/.
absl::StatusOr<FilteredImage> FilterMetadata(ImageType type, absl::string_view source);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_IMAGE_TYPE_H_
