#include "render-service/image/worker/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

#include "tests/testing/temporary_directory.h"

namespace communique::render {
namespace {

using ::communique::testing::TemporaryDirectory;
using ::testing::ExitedWithCode;
using ::testing::KilledBySignal;

// Does something in a process of its own, behind the walls; exits with 0 where it worked, 1 where it was
// refused, 3 where there was no sandbox.
void InSandbox(const SandboxOptions& options, const std::function<bool()>& act) {
  if (!EnterSandbox(options).ok()) {
    ::_exit(3);
  }
  ::_exit(act() ? 0 : 1);
}

bool CanOpen(const std::string& path, int flags) { return ::open(path.c_str(), flags, 0600) >= 0; }

class SandboxTest : public ::testing::Test {
 protected:
  SandboxTest() {
    std::ofstream(directory_.path() / "inside") << "a font";
    std::ofstream(outside_.path() / "outside") << "a secret";
  }

  TemporaryDirectory directory_;
  TemporaryDirectory outside_;
  const std::string inside_file_ = directory_.path() / "inside";
  const std::string outside_file_ = outside_.path() / "outside";
  const SandboxOptions nothing_;
  const SandboxOptions one_directory_ = {.readable_directories = {directory_.path(), "/nowhere"}};
};

TEST_F(SandboxTest, ComputingMemoryAndThreadsGoOn) {
  EXPECT_EXIT(InSandbox(nothing_,
                        [] {
                          int sum = 0;
                          std::thread([&] { sum = 42; }).join();
                          return sum == 42 && ::malloc(50'000'000) != nullptr;
                        }),
              ExitedWithCode(0), "");
}

TEST_F(SandboxTest, WithoutDirectoriesNoFileCanBeOpened) {
  EXPECT_EXIT(InSandbox(nothing_, [&] { return CanOpen(inside_file_, O_RDONLY); }), ExitedWithCode(1), "");
  EXPECT_EXIT(InSandbox(nothing_, [&] { return CanOpen("/proc/self/status", O_RDONLY); }), ExitedWithCode(1),
              "");
}

TEST_F(SandboxTest, WithADirectoryOnlyItsFilesCanBeRead) {
  EXPECT_EXIT(InSandbox(one_directory_, [&] { return CanOpen(inside_file_, O_RDONLY); }), ExitedWithCode(0),
              "");
  EXPECT_EXIT(InSandbox(one_directory_, [&] { return CanOpen(outside_file_, O_RDONLY); }), ExitedWithCode(1),
              "");
  EXPECT_EXIT(InSandbox(one_directory_, [&] { return CanOpen("/etc/passwd", O_RDONLY); }), ExitedWithCode(1),
              "");
  EXPECT_EXIT(InSandbox(one_directory_, [&] { return CanOpen(inside_file_, O_WRONLY); }), ExitedWithCode(1),
              "");
  EXPECT_EXIT(InSandbox(one_directory_, [&] { return CanOpen(inside_file_ + "2", O_RDWR | O_CREAT); }),
              ExitedWithCode(1), "");
}

TEST_F(SandboxTest, ANetworkSocketEndsTheProcess) {
  for (const SandboxOptions& options : {nothing_, one_directory_}) {
    EXPECT_EXIT(InSandbox(options, [] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }),
                KilledBySignal(SIGSYS), "");
    EXPECT_EXIT(InSandbox(options, [] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }),
                KilledBySignal(SIGSYS), "");
  }
}

TEST_F(SandboxTest, AnotherProcessEndsThisOne) {
  for (const SandboxOptions& options : {nothing_, one_directory_}) {
    EXPECT_EXIT(InSandbox(options, [] { return ::fork() >= 0; }), KilledBySignal(SIGSYS), "");
    EXPECT_EXIT(InSandbox(options, [] { return ::execl("/bin/true", "true", nullptr) == 0; }),
                KilledBySignal(SIGSYS), "");
    EXPECT_EXIT(InSandbox(options, [] { return ::kill(::getppid(), 0) == 0; }), KilledBySignal(SIGSYS), "");
  }
}

TEST_F(SandboxTest, ExecutableMemoryEndsTheProcess) {
  EXPECT_EXIT(InSandbox(nothing_,
                        [] {
                          return ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
                        }),
              KilledBySignal(SIGSYS), "");
}

}  // namespace
}  // namespace communique::render
