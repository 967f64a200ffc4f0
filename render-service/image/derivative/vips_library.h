#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_VIPS_LIBRARY_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_VIPS_LIBRARY_H_

#include <vips/vips.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace communique::render {

// libvips as a worker process uses it. The one place where its errors become a status.

// Releases one reference.
struct VipsUnref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using VipsImagePtr = std::unique_ptr<VipsImage, VipsUnref>;

// Once, first in main, before other threads. From then on only the JPEG, PNG and WebP loaders can run,
// the same input gives the same bytes (one thread, no vector code), and nothing is cached between jobs.
absl::Status StartVips();

// What libvips says went wrong, with `context` before it ("the JPEG cannot be decoded"):
// RESOURCE_EXHAUSTED when it ran out of memory, else `code`. Empties its error buffer.
absl::Status TakeVipsError(absl::StatusCode code, absl::string_view context);

// "libvips 8.14.1, libjpeg-turbo 2.1.5, …": every library that the bytes depend on.
std::string ImageLibraryVersions();

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_DERIVATIVE_VIPS_LIBRARY_H_
