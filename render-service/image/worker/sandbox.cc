#include "render-service/image/worker/sandbox.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "render-service/image/worker/landlock.h"
#include "render-service/image/worker/sanitizer.h"
#include "render-service/image/worker/system_call_filter.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

constexpr rlim_t kAddressSpace = rlim_t{1} << 30;
constexpr rlim_t kLargestFile = rlim_t{512} << 20;
constexpr rlim_t kOpenFiles = 64;

// A lower limit that the process was started with stays.
absl::Status Limit(__rlimit_resource resource, rlim_t value, absl::string_view name) {
  rlimit limit = {};
  if (::getrlimit(resource, &limit) != 0) {
    return absl::InternalError(absl::StrCat("the limit on ", name, " cannot be read: ", ::strerror(errno)));
  }
  limit.rlim_max = std::min(limit.rlim_max, value);
  limit.rlim_cur = limit.rlim_max;
  if (::setrlimit(resource, &limit) != 0) {
    return absl::InternalError(absl::StrCat("the limit on ", name, " cannot be set: ", ::strerror(errno)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status EndWithParent(pid_t parent) {
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) {
    return absl::InternalError(absl::StrCat("the end with the parent cannot be set: ", ::strerror(errno)));
  }
  if (::getppid() != parent) {  // it ended before the line above
    return absl::InternalError("the parent is gone");
  }
  return absl::OkStatus();
}

absl::Status LimitResources() {
  // Each malloc arena reserves 64 MiB of address space.
  ::mallopt(M_ARENA_MAX, 2);
  if (!kBuiltWithSanitizer) {
    RETURN_IF_ERROR(Limit(RLIMIT_AS, kAddressSpace, "memory"));
  }
  RETURN_IF_ERROR(Limit(RLIMIT_FSIZE, kLargestFile, "file size"));
  RETURN_IF_ERROR(Limit(RLIMIT_NOFILE, kOpenFiles, "open files"));
  return Limit(RLIMIT_CORE, 0, "core dumps");
}

absl::Status EnterSandbox(const SandboxOptions& options) {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    return absl::InternalError(absl::StrCat("no_new_privs cannot be set: ", ::strerror(errno)));
  }
  RETURN_IF_ERROR(RestrictFilesTo(options.readable_directories));
  return FilterSystemCalls(options.readable_directories.empty() ? OpenFiles::kNever : OpenFiles::kForReading);
}

}  // namespace communique::render
