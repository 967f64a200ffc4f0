#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_ENCODE_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_ENCODE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "render-service/image/derivative/vips_library.h"

namespace communique::render {

// Pixels as image/webp, image/jpeg (transparency on white) or image/png, with no
// metadata at all. The settings are a part of the
// recipe: changing one means a new kDerivativeRecipe in domain/site_layout.h. INVALID_ARGUMENT: another
// media type.
absl::StatusOr<std::string> Encode(VipsImage* image, absl::string_view media_type);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_ENCODE_H_
