#include "render-service/image/worker/worker_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <future>
#include <iterator>

#include "render-service/image/worker/sanitizer.h"
#include "tests/render-service/image/worker/child_processes.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/test_images.h"

namespace communique::render {
namespace {

using ::communique::testing::IsOk;
using ::communique::testing::JpegPhotograph;
using ::communique::testing::JpegPicture;
using ::communique::testing::PngPicture;
using ::communique::testing::StatusIs;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// A pool with one worker, and that worker's process.
class WorkerPoolTest : public ::testing::Test {
 protected:
  void StartPool(absl::Duration time_limit = absl::Seconds(60)) {
    const std::set<pid_t> before = ChildrenOf(::getpid());
    auto started = WorkerPool::Start(
        {.program = COMMUNIQUE_IMAGE_WORKER, .role = "decode", .workers = 1, .time_limit = time_limit});
    ASSERT_THAT(started, IsOk());
    pool_ = *std::move(started);
    others_ = before;
    ASSERT_THAT(Workers(), SizeIs(1));
    worker_ = *Workers().begin();
  }

  std::set<pid_t> Workers() const {
    const std::set<pid_t> all = ChildrenOf(::getpid());
    std::set<pid_t> ours;
    std::set_difference(all.begin(), all.end(), others_.begin(), others_.end(),
                        std::inserter(ours, ours.begin()));
    return ours;
  }

  absl::Status MakeAnImage(absl::string_view source, int width = 16) {
    worker::v1::Request request;
    worker::v1::MakeImages::Target& target = *request.mutable_make_images()->add_targets();
    target.set_width(width);
    target.set_height(width * 3 / 4);
    target.set_media_type("image/webp");
    return pool_->Run(request, source).status();
  }

  // What the caller is told of a job that takes about a second, when this signal comes in its middle.
  absl::Status OutcomeOfAJobInterruptedBy(int signal) {
    const std::string large = JpegPhotograph(4000, 3000);
    const long before = UserTimeOf(worker_);
    auto job = std::async(std::launch::async, [&] { return MakeAnImage(large, 1920); });
    EXPECT_TRUE(Eventually([&] { return UserTimeOf(worker_) > before; })) << "the job has begun";
    ::kill(worker_, signal);
    return job.get();
  }

  // The worker takes jobs from its channel and does nothing with them.
  void HoldTheWorker() {
    ::kill(worker_, SIGSTOP);
    ASSERT_TRUE(Eventually([&] { return StateOf(worker_) == "T"; }));
  }

  std::unique_ptr<WorkerPool> pool_;
  std::set<pid_t> others_;
  pid_t worker_ = 0;
};

TEST_F(WorkerPoolTest, EveryThreadOfAWorkerIsUnderAFilterThatItCannotLeave) {
  ASSERT_NO_FATAL_FAILURE(StartPool());
  ASSERT_OK(MakeAnImage(JpegPicture(200, 150)));  // after which libvips has threads
  const std::set<pid_t> threads = ThreadsOf(worker_);
  EXPECT_GT(threads.size(), 1u);
  for (const pid_t thread : threads) {
    EXPECT_EQ(StatusLineOf(thread, "Seccomp"), "2");
    EXPECT_EQ(StatusLineOf(thread, "NoNewPrivs"), "1");
  }
}

TEST_F(WorkerPoolTest, AWorkerHasLittleMemoryAndNoFilesButItsChannel) {
  ASSERT_NO_FATAL_FAILURE(StartPool());
  EXPECT_EQ(LimitOf(worker_, "Max address space"), kBuiltWithSanitizer ? "unlimited" : "1073741824");
  EXPECT_EQ(LimitOf(worker_, "Max core file size"), "0");
  EXPECT_THAT(OpenFilesOf(worker_), ::testing::IsSubsetOf({0, 1, 2, 3}));
}

TEST_F(WorkerPoolTest, AWorkerKilledInTheMiddleOfAJobCostsThatJobAndIsReplaced) {
  ASSERT_NO_FATAL_FAILURE(StartPool());
  EXPECT_THAT(OutcomeOfAJobInterruptedBy(SIGKILL),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("image worker was ended")));
  EXPECT_OK(MakeAnImage(JpegPicture(20, 15)));
  EXPECT_THAT(Workers(), SizeIs(1));
  EXPECT_NE(*Workers().begin(), worker_);
}

TEST_F(WorkerPoolTest, ACrashIsToldFromALackOfMemory) {
  ASSERT_NO_FATAL_FAILURE(StartPool());
  EXPECT_THAT(OutcomeOfAJobInterruptedBy(SIGILL),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("the image worker crashed (signal 4")));
  EXPECT_OK(MakeAnImage(JpegPicture(20, 15)));
}

TEST_F(WorkerPoolTest, AWorkerKilledWhileIdleCostsNothing) {
  ASSERT_NO_FATAL_FAILURE(StartPool());
  ::kill(worker_, SIGKILL);
  // With all its threads; a zombie's other threads may hold the channel open a little longer.
  ASSERT_TRUE(Eventually([&] {
    siginfo_t ended = {};
    return ::waitid(P_PID, static_cast<id_t>(worker_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           ended.si_pid == worker_;
  }));
  EXPECT_OK(MakeAnImage(JpegPicture(20, 15)));
  EXPECT_EQ(StateOf(worker_), "") << "no zombie stays";
}

TEST_F(WorkerPoolTest, AJobThatTakesTooLongIsEndedAndTheNextOneIsDone) {
  ASSERT_NO_FATAL_FAILURE(StartPool(absl::Milliseconds(500)));
  ASSERT_NO_FATAL_FAILURE(HoldTheWorker());
  EXPECT_THAT(MakeAnImage(JpegPicture(20, 15)),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("longer than the limit of 500ms")));
  EXPECT_EQ(StateOf(worker_), "");
  EXPECT_OK(MakeAnImage(JpegPicture(20, 15)));
}

TEST_F(WorkerPoolTest, StopEndsRunningAndWaitingJobsAtOnce) {
  ASSERT_NO_FATAL_FAILURE(StartPool());
  ASSERT_NO_FATAL_FAILURE(HoldTheWorker());
  auto running = std::async(std::launch::async, [&] { return MakeAnImage(JpegPicture(20, 15)); });
  auto waiting = std::async(std::launch::async, [&] { return MakeAnImage(JpegPicture(20, 15)); });
  pool_->Stop();
  EXPECT_THAT(running.get(), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_THAT(waiting.get(), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_THAT(MakeAnImage(JpegPicture(20, 15)), StatusIs(absl::StatusCode::kCancelled));
}

TEST_F(WorkerPoolTest, NoProcessAndNoZombieIsLeftBehind) {
  ASSERT_NO_FATAL_FAILURE(StartPool());
  pool_.reset();
  EXPECT_THAT(Workers(), IsEmpty());
}

TEST_F(WorkerPoolTest, NoWorkerOutlivesAParentThatIsKilled) {
  int ends[2] = {-1, -1};
  ASSERT_EQ(::pipe(ends), 0);
  const pid_t parent = ::fork();
  ASSERT_GE(parent, 0);
  if (parent == 0) {
    StartPool();
    const ssize_t written = ::write(ends[1], &worker_, sizeof(worker_));
    ::pause();
    ::_exit(written == sizeof(worker_) ? 0 : 1);
  }
  pid_t worker = 0;
  ASSERT_EQ(::read(ends[0], &worker, sizeof(worker)), static_cast<ssize_t>(sizeof(worker)));
  ASSERT_NE(StateOf(worker), "");
  ::kill(parent, SIGKILL);
  ASSERT_EQ(::waitpid(parent, nullptr, 0), parent);
  EXPECT_TRUE(Eventually([&] { return StateOf(worker).empty() || StateOf(worker) == "Z"; }));
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST(WorkerPool, SaysWhichProgramIsMissingAndWhereItBelongs) {
  EXPECT_THAT(WorkerPool::Start({.program = "/nowhere/communique-image-worker", .role = "decode"}),
              StatusIs(absl::StatusCode::kUnavailable,
                       HasSubstr("/nowhere/communique-image-worker cannot be started")));
}

TEST(WorkerPool, SaysThatAProgramGaveUp) {
  EXPECT_THAT(WorkerPool::Start({.program = COMMUNIQUE_IMAGE_WORKER, .role = "juggle"}),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("did not start")));
}

}  // namespace
}  // namespace communique::render
