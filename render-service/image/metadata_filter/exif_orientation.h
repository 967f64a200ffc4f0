#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_EXIF_ORIENTATION_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_EXIF_ORIENTATION_H_

#include <string>

#include "absl/strings/string_view.h"

namespace communique::render {

// What a picture is turned by when shown: the one thing in EXIF that readers see. Pure.

// 1 to 8 as EXIF counts them. 1, not turned, where the block says nothing or cannot be read. `exif` is
// a TIFF block, with or without the "Exif\0\0" that JPEG puts before it.
int OrientationOf(absl::string_view exif);

// A TIFF block that holds the orientation alone.
std::string ExifWithOrientationOnly(int orientation);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_EXIF_ORIENTATION_H_
