#include "render-service/image/worker/spawn.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace communique::render {
namespace {

// What posix_spawn is to do besides starting the program.
class Preparation {
 public:
  explicit Preparation(int channel) {
    ::posix_spawn_file_actions_init(&files_);
    ::posix_spawn_file_actions_addopen(&files_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&files_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&files_, channel, kWorkerChannel);
    ::posix_spawn_file_actions_addclosefrom_np(&files_, kWorkerChannel + 1);
    ::posix_spawnattr_init(&attributes_);
    sigset_t none;
    ::sigemptyset(&none);
    sigset_t all;
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setflags(&attributes_,
                               POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~Preparation() {
    ::posix_spawnattr_destroy(&attributes_);
    ::posix_spawn_file_actions_destroy(&files_);
  }
  Preparation(const Preparation&) = delete;
  Preparation& operator=(const Preparation&) = delete;

  const posix_spawn_file_actions_t* files() const { return &files_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t files_;
  posix_spawnattr_t attributes_;
};

}  // namespace

std::string WorkerProgramBesideThis() {
  std::error_code error;
  const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  return (self.parent_path() / "communique-image-worker").string();
}

absl::StatusOr<pid_t> SpawnWorker(const std::string& program, const std::string& role, int channel) {
  std::string name = program;
  std::string role_argument = role;
  std::string parent = absl::StrCat(::getpid());
  char* arguments[] = {name.data(), role_argument.data(), parent.data(), nullptr};
  char* environment[] = {nullptr};
  const Preparation preparation(channel);
  pid_t pid = -1;
  const int error = ::posix_spawn(&pid, program.c_str(), preparation.files(), preparation.attributes(),
                                  arguments, environment);
  if (error != 0) {
    return absl::UnavailableError(absl::StrCat("the image worker ", program,
                                               " cannot be started: ", ::strerror(error),
                                               "; install communique-image-worker beside communique-render"));
  }
  return pid;
}

}  // namespace communique::render
