#include "render-service/image/derivative/scale.h"

#include <string>

#include "serving/status_macros.h"

namespace communique::render {
namespace {

// Takes the value of one libvips operation: `image` by reference, since it is filled while the arguments
// are evaluated.
absl::StatusOr<VipsImagePtr> Result(int failed, VipsImage* const& image) {
  if (failed != 0) {
    return TakeVipsError(absl::StatusCode::kInvalidArgument, "its pixels cannot be read");
  }
  return VipsImagePtr(image);
}

// Runs the pipeline that `image` stands for, and leaves nothing but pixels.
absl::StatusOr<VipsImagePtr> InMemoryWithoutMetadata(VipsImage* image) {
  VipsImage* out = vips_image_copy_memory(image);
  ASSIGN_OR_RETURN(const VipsImagePtr memory, Result(out == nullptr ? -1 : 0, out));
  // That is `image` itself where it is in memory already, and metadata of a shared image must not change.
  ASSIGN_OR_RETURN(VipsImagePtr pixels, Result(vips_copy(memory.get(), &out, nullptr), out));
  gchar** fields = vips_image_get_fields(pixels.get());
  for (gchar** field = fields; *field != nullptr; ++field) {
    vips_image_remove(pixels.get(), *field);  // the fields that are the pixels' own stay
  }
  g_strfreev(fields);
  return pixels;
}

}  // namespace

absl::StatusOr<VipsImagePtr> ScaleToSrgb(VipsImage* image, int width, int height) {
  VipsImage* out = nullptr;
  ASSIGN_OR_RETURN(const VipsImagePtr scaled,
                   Result(vips_thumbnail_image(image, &out, width, "height", height, "size", VIPS_SIZE_FORCE,
                                               "no_rotate", TRUE, "export_profile", "srgb", nullptr),
                          out));
  const bool is_grey = vips_image_get_bands(scaled.get()) < 3;
  ASSIGN_OR_RETURN(
      const VipsImagePtr shown,
      Result(vips_colourspace(scaled.get(), &out,
                              is_grey ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB, nullptr),
             out));
  ASSIGN_OR_RETURN(const VipsImagePtr bytes, Result(vips_cast_uchar(shown.get(), &out, nullptr), out));
  return InMemoryWithoutMetadata(bytes.get());
}

absl::StatusOr<VipsImagePtr> TurnUpright(VipsImage* image, int orientation) {
  VipsImage* out = nullptr;
  ASSIGN_OR_RETURN(const VipsImagePtr marked, Result(vips_copy(image, &out, nullptr), out));
  vips_image_set_int(marked.get(), VIPS_META_ORIENTATION, orientation);
  ASSIGN_OR_RETURN(const VipsImagePtr upright, Result(vips_autorot(marked.get(), &out, nullptr), out));
  return InMemoryWithoutMetadata(upright.get());
}

}  // namespace communique::render
