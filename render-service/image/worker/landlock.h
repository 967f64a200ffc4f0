#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_LANDLOCK_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_LANDLOCK_H_

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace communique::render {

// Lets the calling thread, and those it makes, open files for reading below these directories alone (of
// those that exist), and nothing else. Files already open stay open. Needs PR_SET_NO_NEW_PRIVS.
//
// A kernel without Landlock (before 5.13, or switched off), and threads that do not end within seconds and
// would not be restricted, are no error where the list is empty, since then the system call filter refuses
// every open in every thread; else FAILED_PRECONDITION.
absl::Status RestrictFilesTo(const std::vector<std::string>& readable_directories);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_LANDLOCK_H_
