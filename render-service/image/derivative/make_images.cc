#include "render-service/image/derivative/make_images.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "render-service/image/derivative/encode.h"
#include "render-service/image/derivative/scale.h"
#include "render-service/image/derivative/untrusted_image.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

// A target was computed from the size that is stored with the attachment. Where the bytes say another
// shape, the page would show a distorted picture.
absl::Status CheckTarget(const ImageTarget& target, const UntrustedImage& image) {
  const bool fits = target.width >= 1 && target.height >= 1 && target.width <= image.width() &&
                    target.height <= image.height();
  // width / height == image.width / image.height, but for rounding one side by up to a pixel.
  const int64_t distortion =
      std::abs(int64_t{target.width} * image.height() - int64_t{target.height} * image.width());
  if (!fits || distortion > std::max(image.width(), image.height())) {
    return absl::InvalidArgumentError(
        absl::StrCat("an image of ", image.width(), "×", image.height(), " pixels cannot be scaled to ",
                     target.width, "×", target.height, "; ask for a smaller size of the same shape"));
  }
  return absl::OkStatus();
}

// The largest target, since all others can be made of it. Without targets the image is decoded all the
// same, small, so that a broken one fails.
ImageTarget LargestOf(const std::vector<ImageTarget>& targets) {
  const auto largest =
      std::max_element(targets.begin(), targets.end(),
                       [](const ImageTarget& a, const ImageTarget& b) { return a.width < b.width; });
  return largest == targets.end() ? ImageTarget{.width = 1, .height = 1, .media_type = ""} : *largest;
}

}  // namespace

absl::StatusOr<MadeImages> MakeImages(absl::string_view source, const std::vector<ImageTarget>& targets) {
  ASSIGN_OR_RETURN(UntrustedImage untrusted, UntrustedImage::Open(source));
  for (const ImageTarget& target : targets) {
    RETURN_IF_ERROR(CheckTarget(target, untrusted));
  }
  const ImageTarget largest = LargestOf(targets);
  ASSIGN_OR_RETURN(const VipsImagePtr decoded, untrusted.Decode(largest.width, largest.height));
  MadeImages made;
  VipsImagePtr scaled;
  for (const ImageTarget& target : targets) {
    // Targets of one size follow each other, one for each media type.
    if (!scaled || vips_image_get_width(scaled.get()) != target.width ||
        vips_image_get_height(scaled.get()) != target.height) {
      ASSIGN_OR_RETURN(scaled, ScaleToSrgb(decoded.get(), target.width, target.height));
    }
    ASSIGN_OR_RETURN(std::string encoded, Encode(scaled.get(), target.media_type));
    made.images.push_back(std::move(encoded));
  }
  made.cleaned_copy = std::move(untrusted).TakeCleanedCopy();
  return made;
}

}  // namespace communique::render
