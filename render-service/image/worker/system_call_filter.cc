#include "render-service/image/worker/system_call_filter.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cstdint>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "render-service/image/worker/sanitizer.h"

namespace communique::render {
namespace {

constexpr int kComputing[] = {
    // Memory.
    SCMP_SYS(brk), SCMP_SYS(madvise), SCMP_SYS(mremap), SCMP_SYS(munmap),
    // Threads, waiting and their signals.
    SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(futex), SCMP_SYS(getpid), SCMP_SYS(gettid),
    SCMP_SYS(membarrier), SCMP_SYS(rseq), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn), SCMP_SYS(sched_getaffinity), SCMP_SYS(sched_getattr), SCMP_SYS(sched_yield),
    SCMP_SYS(set_robust_list), SCMP_SYS(sigaltstack),
    // Time and chance.
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep), SCMP_SYS(getrandom), SCMP_SYS(gettimeofday),
    SCMP_SYS(nanosleep), SCMP_SYS(restart_syscall),
    // Files that are open already, the channel among them.
    SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(lseek), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(pread64),
    SCMP_SYS(read), SCMP_SYS(recvmsg), SCMP_SYS(sendmsg), SCMP_SYS(write), SCMP_SYS(writev)};

constexpr int kPaths[] = {SCMP_SYS(access),     SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink),
                          SCMP_SYS(readlinkat), SCMP_SYS(stat),      SCMP_SYS(lstat),      SCMP_SYS(statx)};

constexpr int kReadingFiles[] = {SCMP_SYS(fcntl), SCMP_SYS(fstatfs), SCMP_SYS(getdents64)};

// Collects rules; the first that fails is kept.
class Rules {
 public:
  explicit Rules(uint32_t otherwise) : filter_(::seccomp_init(otherwise), &::seccomp_release) {}

  template <typename... Comparisons>
  void Add(uint32_t action, int system_call, Comparisons... comparisons) {
    const int error =
        ::seccomp_rule_add(filter_.get(), action, system_call, sizeof...(comparisons), comparisons...);
    // Not every machine has every system call.
    if (error != 0 && error != -EDOM && error_ == 0) {
      error_ = error;
    }
  }

  absl::Status Load() {
    if (error_ == 0) {
      error_ = ::seccomp_attr_set(filter_.get(), SCMP_FLTATR_CTL_TSYNC, 1);
    }
    if (error_ == 0) {
      error_ = ::seccomp_load(filter_.get());
    }
    return error_ == 0 ? absl::OkStatus()
                       : absl::InternalError(
                             absl::StrCat("the system call filter cannot be set: ", ::strerror(-error_)));
  }

 private:
  std::unique_ptr<void, decltype(&::seccomp_release)> filter_;
  int error_ = 0;
};

constexpr uint32_t kRefuse = SCMP_ACT_ERRNO(EACCES);

void AddThreadsAndMemory(Rules& rules) {
  // Threads, never processes. clone3 hides its flags in memory; without it glibc uses clone.
  rules.Add(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3));
  rules.Add(SCMP_ACT_ALLOW, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
  rules.Add(SCMP_ACT_ALLOW, SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME));
  // A failed assertion may still end the process as such.
  rules.Add(SCMP_ACT_ALLOW, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid())));
  for (const int system_call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
    rules.Add(SCMP_ACT_ALLOW, system_call, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
  }
}

void AddFiles(Rules& rules, OpenFiles open_files) {
  // fstat of newer glibc: by descriptor, with an empty path.
  rules.Add(SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH));
  const bool reading = open_files == OpenFiles::kForReading;
  for (const int system_call : kPaths) {
    rules.Add(reading ? SCMP_ACT_ALLOW : kRefuse, system_call);
  }
  if (!reading) {
    rules.Add(kRefuse, SCMP_SYS(newfstatat), SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, 0));
    rules.Add(kRefuse, SCMP_SYS(openat));
    return;
  }
  rules.Add(SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, 0));
  // Landlock decides which; a file opened for writing, created or emptied is none of them.
  constexpr scmp_datum_t kWriting = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
  rules.Add(SCMP_ACT_ALLOW, SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, kWriting, 0));
  rules.Add(kRefuse, SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, O_WRONLY, O_WRONLY));
  rules.Add(kRefuse, SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, O_RDWR, O_RDWR));
  rules.Add(kRefuse, SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, O_CREAT, O_CREAT));
  for (const int system_call : kReadingFiles) {
    rules.Add(SCMP_ACT_ALLOW, system_call);
  }
}

}  // namespace

absl::Status FilterSystemCalls(OpenFiles open_files) {
  Rules rules(SCMP_ACT_KILL_PROCESS);
  for (const int system_call : kComputing) {
    rules.Add(SCMP_ACT_ALLOW, system_call);
  }
  if (kBuiltWithSanitizer) {
    rules.Add(SCMP_ACT_ALLOW, SCMP_SYS(pipe2));
  }
  AddThreadsAndMemory(rules);
  AddFiles(rules, open_files);
  return rules.Load();
}

}  // namespace communique::render
