#ifndef COMMUNIQUE_TESTS_RENDER_SERVICE_IMAGE_WORKER_CHILD_PROCESSES_H_
#define COMMUNIQUE_TESTS_RENDER_SERVICE_IMAGE_WORKER_CHILD_PROCESSES_H_

#include <sys/types.h>

#include <functional>
#include <set>
#include <string>

#include "absl/strings/string_view.h"

namespace communique::render {

// What /proc says of processes, zombies included.

std::set<pid_t> ChildrenOf(pid_t parent);
// "R", "S", "T" (stopped), "Z" (zombie) …; empty where there is no such process.
std::string StateOf(pid_t process);
// User time so far, in clock ticks.
long UserTimeOf(pid_t process);
// The value of a line of /proc/PID/status, such as "Seccomp"; empty where there is none.
std::string StatusLineOf(pid_t process, absl::string_view name);
// The soft limit of a line of /proc/PID/limits, such as "Max address space".
std::string LimitOf(pid_t process, absl::string_view name);
// The functions above take a thread's id as well.
std::set<pid_t> ThreadsOf(pid_t process);
std::set<int> OpenFilesOf(pid_t process);

// Waits until something is so, at most a minute; false when it never was.
bool Eventually(const std::function<bool()>& is_so);

}  // namespace communique::render

#endif  // COMMUNIQUE_TESTS_RENDER_SERVICE_IMAGE_WORKER_CHILD_PROCESSES_H_
