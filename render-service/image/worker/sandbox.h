#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SANDBOX_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SANDBOX_H_

#include <sys/types.h>

#include <string>
#include <vector>

#include "absl/status/status.h"

namespace communique::render {

// What a worker process may still do. Every step holds for the rest of the process' life and for every
// thread that it has or makes.

// Ends this process when the thread that started it ends; fails where `parent` is gone already.
absl::Status EndWithParent(pid_t parent);

// 1 GiB of address space, results of at most 512 MiB, few open files, no core dumps. Built with a sanitizer
// it leaves the address space alone, since shadow memory needs all of it.
absl::Status LimitResources();

struct SandboxOptions {
  // Files below these can be opened for reading; nothing else can be opened at all. A directory that does
  // not exist is passed over.
  std::vector<std::string> readable_directories;
};

// From here on the process can compute, use memory, have threads and talk over the files it has open:
// no network, no new process, no executable memory, no files but those of the options. Any other system call
// kills it (signal SIGSYS). Call it when libraries are loaded and warm. FAILED_PRECONDITION: with
// directories, where the kernel has no Landlock or the process has more than one thread.
absl::Status EnterSandbox(const SandboxOptions& options);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_SANDBOX_H_
