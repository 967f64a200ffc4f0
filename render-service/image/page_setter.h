#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGE_SETTER_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGE_SETTER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "render-service/domain/site.h"

namespace communique::render {

// Version of how pages are set; a part of the renderer version.
inline constexpr char kPagesRecipe[] = "p2";

// A statement set as A4 pages.
struct SetPages {
  std::string pdf;
  // One PNG a page, in order.
  std::vector<std::string> pngs;
};

// Sets statements in type. An interface, since the drawing runs in worker processes. Thread-safe. The
// same arguments give the same bytes.
class PageSetter {
 public:
  virtual ~PageSetter() = default;

  // FAILED_PRECONDITION naming the character where no font has its glyph: no empty boxes, ever.
  virtual absl::StatusOr<SetPages> Set(const PublicStatement& statement) = 0;

  // Names the libraries and fonts that the bytes depend on.
  virtual std::string version() const = 0;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGE_SETTER_H_
