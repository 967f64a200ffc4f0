#include "render-service/image/derivative/image_type.h"

#include "absl/strings/match.h"
#include "render-service/image/metadata_filter/jpeg.h"
#include "render-service/image/metadata_filter/png.h"
#include "render-service/image/metadata_filter/webp.h"

namespace communique::render {

std::optional<ImageType> ImageTypeOf(absl::string_view source) {
  if (absl::StartsWith(source, "\xFF\xD8\xFF")) {
    return ImageType::kJpeg;
  }
  if (absl::StartsWith(source, "\x89PNG\r\n\x1A\n")) {
    return ImageType::kPng;
  }
  if (absl::StartsWith(source, "RIFF") && source.size() >= 12 && source.substr(8, 4) == "WEBP") {
    return ImageType::kWebp;
  }
  return std::nullopt;
}

absl::string_view NameOf(ImageType type) {
  switch (type) {
    case ImageType::kJpeg:
      return "JPEG";
    case ImageType::kPng:
      return "PNG";
    case ImageType::kWebp:
      return "WebP";
  }
  return "";
}

absl::StatusOr<FilteredImage> FilterMetadata(ImageType type, absl::string_view source) {
  switch (type) {
    case ImageType::kJpeg:
      return FilterJpeg(source);
    case ImageType::kPng:
      return FilterPng(source);
    case ImageType::kWebp:
      return FilterWebp(source);
  }
  return absl::InvalidArgumentError("not an image");
}

}  // namespace communique::render
