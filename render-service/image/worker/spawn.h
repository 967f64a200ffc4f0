#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SPAWN_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SPAWN_H_

#include <sys/types.h>

#include <string>

#include "absl/status/statusor.h"

namespace communique::render {

// Where a worker finds its end of the channel.
inline constexpr int kWorkerChannel = 3;

// communique-image-worker beside the program that is running.
std::string WorkerProgramBesideThis();

// Starts `program ROLE PARENT_PID` with an empty environment, `channel` as kWorkerChannel, standard error
// as here and no other files, in a process group of its own, so that Ctrl-C on a terminal reaches it
// through its parent only. UNAVAILABLE: it cannot be started.
absl::StatusOr<pid_t> SpawnWorker(const std::string& program, const std::string& role, int channel);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SPAWN_H_
