#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SYSTEM_CALL_FILTER_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SYSTEM_CALL_FILTER_H_

#include "absl/status/status.h"

namespace communique::render {

enum class OpenFiles {
  // Opening fails with EACCES, which libraries expect of a missing file.
  kNever,
  // Opening for reading is left to Landlock; opening for writing fails with EACCES.
  kForReading,
};

// Kills the process at any system call that computing, memory, threads and open files do not need. Holds for
// all threads.
absl::Status FilterSystemCalls(OpenFiles open_files);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SYSTEM_CALL_FILTER_H_
