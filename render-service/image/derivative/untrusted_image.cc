#include "render-service/image/derivative/untrusted_image.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "render-service/image/derivative/scale.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

// As libvips' own thumbnails do: coarse shrinking while decoding leaves at least a factor of two to the
// careful one that follows.
int ShrinkOnLoad(ImageType type, int from, int to) {
  if (type != ImageType::kJpeg) {
    return 1;
  }
  for (const int shrink : {8, 4, 2}) {
    if (from / shrink >= 2 * to) {
      return shrink;
    }
  }
  return 1;
}

}  // namespace

UntrustedImage::UntrustedImage(absl::string_view source, ImageType type, FilteredImage filtered)
    : source_(source), type_(type), filtered_(std::move(filtered)) {}

absl::StatusOr<UntrustedImage> UntrustedImage::Open(absl::string_view source) {
  const std::optional<ImageType> type = ImageTypeOf(source);
  if (!type) {
    return absl::InvalidArgumentError("the bytes are no JPEG, PNG or WebP; send one of these");
  }
  ASSIGN_OR_RETURN(FilteredImage filtered, FilterMetadata(*type, source));
  if (filtered.scans > kMaxScans) {
    return absl::ResourceExhaustedError(absl::StrCat("the JPEG has ", filtered.scans,
                                                     " scans, over the limit of ", kMaxScans,
                                                     "; send it saved with fewer"));
  }
  UntrustedImage image(source, *type, std::move(filtered));
  RETURN_IF_ERROR(image.ReadHeader());
  return image;
}

absl::Status UntrustedImage::ReadHeader() {
  ASSIGN_OR_RETURN(const VipsImagePtr header, Load(1));
  stored_width_ = vips_image_get_width(header.get());
  stored_height_ = vips_image_get_height(header.get());
  const int pages = vips_image_get_n_pages(header.get());
  // Each factor is below 2^31 and their product is compared before it can overflow.
  const int64_t pixels = int64_t{stored_width_} * stored_height_;
  if (pixels > kMaxPixels || pixels * pages > kMaxPixels) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "the image has ", stored_width_, "×", stored_height_, pages > 1 ? absl::StrCat("×", pages) : "",
        " pixels, over the limit of ", kMaxPixels / 1'000'000, " million; send a smaller one"));
  }
  return absl::OkStatus();
}

absl::StatusOr<VipsImagePtr> UntrustedImage::Load(int shrink) const {
  // The loader is called by name: libvips never guesses one from the bytes.
  void* bytes = const_cast<char*>(source_.data());  // libvips only reads it
  VipsImage* image = nullptr;
  int failed = -1;
  switch (type_) {
    case ImageType::kJpeg:
      failed = vips_jpegload_buffer(bytes, source_.size(), &image, "shrink", shrink, "access",
                                    VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_TRUNCATED, nullptr);
      break;
    case ImageType::kPng:
      failed = vips_pngload_buffer(bytes, source_.size(), &image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                   VIPS_FAIL_ON_TRUNCATED, nullptr);
      break;
    case ImageType::kWebp:
      failed = vips_webpload_buffer(bytes, source_.size(), &image, "access", VIPS_ACCESS_SEQUENTIAL,
                                    "fail_on", VIPS_FAIL_ON_TRUNCATED, nullptr);
      break;
  }
  if (failed != 0) {
    return TakeVipsError(absl::StatusCode::kInvalidArgument,
                         absl::StrCat("the ", NameOf(type_), " cannot be read; send a valid file"));
  }
  return VipsImagePtr(image);
}

absl::StatusOr<VipsImagePtr> UntrustedImage::Decode(int width, int height) const {
  const int stored_target_width = is_turned() ? height : width;
  const int stored_target_height = is_turned() ? width : height;
  ASSIGN_OR_RETURN(const VipsImagePtr loaded, Load(ShrinkOnLoad(type_, stored_width_, stored_target_width)));
  absl::StatusOr<VipsImagePtr> scaled = ScaleToSrgb(loaded.get(), stored_target_width, stored_target_height);
  if (!scaled.ok()) {
    return absl::Status(scaled.status().code(),
                        absl::StrCat("the ", NameOf(type_), " cannot be decoded; send a valid file (",
                                     scaled.status().message(), ")"));
  }
  return TurnUpright(scaled->get(), filtered_.orientation);
}

}  // namespace communique::render
