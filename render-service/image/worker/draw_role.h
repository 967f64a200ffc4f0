#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_DRAW_ROLE_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_DRAW_ROLE_H_

#include "absl/status/status.h"

namespace communique::render {

// The worker that sets statements as pages: opens the fonts, enters a sandbox in which only fonts can be
// read, and draws until the parent closes the channel. Drawing is for one thread, so it scales over workers.
absl::Status RunDrawRole(int channel);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_DRAW_ROLE_H_
