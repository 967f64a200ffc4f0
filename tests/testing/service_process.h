#ifndef COMMUNIQUE_TESTS_TESTING_SERVICE_PROCESS_H_
#define COMMUNIQUE_TESTS_TESTING_SERVICE_PROCESS_H_

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"

extern char** environ;

namespace communique::testing {

// A service as a process of its own, with what it wrote in files. Killed when the test ends.
class ServiceProcess {
 public:
  // Starts `program` with `arguments`; output goes to files of this prefix.
  ServiceProcess(const std::string& program, const std::vector<std::string>& arguments,
                 const std::filesystem::path& output_prefix)
      : out_(output_prefix.string() + ".out"), err_(output_prefix.string() + ".err") {
    std::vector<std::string> words = arguments;
    words.insert(words.begin(), program);
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, out_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, err_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (::posix_spawn(&pid_, program.c_str(), &actions, nullptr, argv.data(), environ) != 0) pid_ = -1;
    posix_spawn_file_actions_destroy(&actions);
  }
  ~ServiceProcess() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      ::waitpid(pid_, nullptr, 0);
    }
  }
  ServiceProcess(const ServiceProcess&) = delete;
  ServiceProcess& operator=(const ServiceProcess&) = delete;

  pid_t pid() const { return pid_; }
  void Signal(int signal) const { ::kill(pid_, signal); }

  // The exit code, 128 + the signal that ended it, or -1 where it still runs after `limit`.
  int WaitForExit(absl::Duration limit = absl::Seconds(60)) {
    const absl::Time deadline = absl::Now() + limit;
    while (pid_ > 0 && absl::Now() < deadline) {
      int status = 0;
      if (::waitpid(pid_, &status, WNOHANG) == pid_) {
        pid_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
      }
      absl::SleepFor(absl::Milliseconds(5));
    }
    return -1;
  }

  // The port of a name in a --port-file, once it is there; 0 where the process ends before.
  int WaitForPort(const std::filesystem::path& port_file, const std::string& name) {
    const absl::Time deadline = absl::Now() + absl::Seconds(60);
    while (absl::Now() < deadline && ::kill(pid_, 0) == 0) {
      std::ifstream stream(port_file);
      for (std::string line; std::getline(stream, line);) {
        if (line.rfind(name + "=", 0) == 0) return std::stoi(line.substr(name.size() + 1));
      }
      siginfo_t info = {};
      if (::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
          info.si_pid == pid_) {
        return 0;
      }
      absl::SleepFor(absl::Milliseconds(5));
    }
    return 0;
  }

  std::string Out() const { return Read(out_); }
  std::string Err() const { return Read(err_); }

 private:
  static std::string Read(const std::string& path) {
    std::stringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  const std::string out_;
  const std::string err_;
  pid_t pid_ = -1;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_SERVICE_PROCESS_H_
