#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_DECODE_ROLE_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_DECODE_ROLE_H_

#include "absl/status/status.h"

namespace communique::render {

// The worker that decodes untrusted images: starts libvips, enters the strictest sandbox (no file can be
// opened), and makes images until the parent closes the channel.
absl::Status RunDecodeRole(int channel);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_DECODE_ROLE_H_
