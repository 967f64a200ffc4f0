#include "render-service/image/derivative/encode.h"

#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "render-service/image/derivative/image_type.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

struct VipsAreaUnref {
  void operator()(VipsArea* area) const { vips_area_unref(area); }
};

}  // namespace

absl::StatusOr<std::string> Encode(VipsImage* image, absl::string_view media_type) {
  void* bytes = nullptr;
  size_t size = 0;
  int failed = -1;
  if (media_type == "image/webp") {
    failed = vips_webpsave_buffer(image, &bytes, &size, "Q", 80, "effort", 4, "smart_subsample", TRUE,
                                  "strip", TRUE, nullptr);
  } else if (media_type == "image/jpeg") {
    const std::unique_ptr<VipsArea, VipsAreaUnref> white(VIPS_AREA(vips_array_double_newv(1, 255.0)));
    failed = vips_jpegsave_buffer(image, &bytes, &size, "Q", 82, "optimize_coding", TRUE, "interlace", TRUE,
                                  "strip", TRUE, "background", white.get(), nullptr);
  } else if (media_type == "image/png") {
    failed = vips_pngsave_buffer(image, &bytes, &size, "compression", 6, "filter",
                                 VIPS_FOREIGN_PNG_FILTER_ALL, "strip", TRUE, nullptr);
  } else {
    return absl::InvalidArgumentError(absl::StrCat("no image can be made as ", media_type,
                                                   "; ask for image/webp, image/jpeg or image/png"));
  }
  if (failed != 0) {
    return TakeVipsError(absl::StatusCode::kInternal, absl::StrCat("encoding ", media_type, " failed"));
  }
  const std::unique_ptr<void, decltype(&g_free)> owned(bytes, &g_free);
  // libvips writes an EXIF block of its own into WebP, "strip" or not: nothing leaves without our filter.
  const absl::string_view encoded(static_cast<const char*>(bytes), size);
  const std::optional<ImageType> type = ImageTypeOf(encoded);
  if (!type) {
    return absl::InternalError(absl::StrCat("encoding ", media_type, " gave something else"));
  }
  ASSIGN_OR_RETURN(FilteredImage filtered, FilterMetadata(*type, encoded));
  return std::move(filtered).bytes;
}

}  // namespace communique::render
