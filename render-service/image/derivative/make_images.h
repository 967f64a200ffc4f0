#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_MAKE_IMAGES_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_MAKE_IMAGES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "render-service/image/image_maker.h"

namespace communique::render {

// What ImageMaker promises, done in this process: call it in a worker only, after StartVips. Not
// thread-safe. INVALID_ARGUMENT also where a target is larger than the source or has another shape.
absl::StatusOr<MadeImages> MakeImages(absl::string_view source, const std::vector<ImageTarget>& targets);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_MAKE_IMAGES_H_
