#include "render-service/image/worker/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "render-service/image/worker/file_descriptor.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

constexpr uint64_t kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
// All that the first version of Landlock knows.
constexpr uint64_t kEverything = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

// glibc has no wrappers for these.
int CreateRuleset(const landlock_ruleset_attr* attributes, size_t size, uint32_t flags) {
  return static_cast<int>(::syscall(SYS_landlock_create_ruleset, attributes, size, flags));
}

absl::Status Allow(int ruleset, const std::string& directory) {
  const FileDescriptor opened(::open(directory.c_str(), O_PATH | O_CLOEXEC));
  if (opened.get() < 0) {
    return errno == ENOENT
               ? absl::OkStatus()
               : absl::InternalError(absl::StrCat(directory, " cannot be opened: ", ::strerror(errno)));
  }
  landlock_path_beneath_attr rule = {};
  rule.allowed_access = kReading;
  rule.parent_fd = opened.get();
  if (::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) {
    return absl::InternalError(
        absl::StrCat("Landlock refuses a rule for ", directory, ": ", ::strerror(errno)));
  }
  return absl::OkStatus();
}

// Pango looks for fonts on threads that end by themselves, but perhaps a moment after their work is used.
constexpr absl::Duration kPatienceWithThreads = absl::Seconds(5);

std::ptrdiff_t ThreadsOfThisProcess() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/task"), {});
}

// Landlock restricts the calling thread alone, and those it starts from then on.
absl::Status WaitToBeTheOnlyThread() {
  const absl::Time deadline = absl::Now() + kPatienceWithThreads;
  while (ThreadsOfThisProcess() != 1) {
    if (absl::Now() > deadline) {
      return absl::FailedPreconditionError("files cannot be restricted while the process has threads");
    }
    absl::SleepFor(absl::Milliseconds(1));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status RestrictFilesTo(const std::vector<std::string>& readable_directories) {
  if (!readable_directories.empty()) {
    RETURN_IF_ERROR(WaitToBeTheOnlyThread());
  }
  if (CreateRuleset(nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1) {
    if (readable_directories.empty()) {
      return absl::OkStatus();
    }
    return absl::FailedPreconditionError(
        "this kernel has no Landlock; use Linux 5.13 or later, with Landlock enabled");
  }
  landlock_ruleset_attr attributes = {};
  attributes.handled_access_fs = kEverything;
  const FileDescriptor ruleset(CreateRuleset(&attributes, sizeof(attributes), 0));
  if (ruleset.get() < 0) {
    return absl::InternalError(absl::StrCat("Landlock refuses a set of rules: ", ::strerror(errno)));
  }
  for (const std::string& directory : readable_directories) {
    RETURN_IF_ERROR(Allow(ruleset.get(), directory));
  }
  if (::syscall(SYS_landlock_restrict_self, ruleset.get(), 0) != 0) {
    return absl::InternalError(absl::StrCat("Landlock cannot be entered: ", ::strerror(errno)));
  }
  return absl::OkStatus();
}

}  // namespace communique::render
