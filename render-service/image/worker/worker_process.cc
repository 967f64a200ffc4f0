#include "render-service/image/worker/worker_process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "render-service/image/worker/channel.h"
#include "render-service/image/worker/memory_file.h"
#include "render-service/image/worker/spawn.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

constexpr absl::Duration kStartLimit = absl::Seconds(30);
constexpr int kLastCode = static_cast<int>(absl::StatusCode::kUnauthenticated);

// Why a worker that ended by itself, or by the kernel, lost its job.
absl::Status LostJob(int wait_status) {
  const int signal = WIFSIGNALED(wait_status) ? WTERMSIG(wait_status) : 0;
  switch (signal) {
    case SIGKILL:  // the kernel, when memory is short
    case SIGTRAP:  // GLib, when an allocation fails
    case SIGXFSZ:
      return absl::ResourceExhaustedError(
          absl::StrCat("the image worker was ended (signal ", signal,
                       "), most likely for its use of memory; send a smaller image"));
    default:
      return absl::InternalError(
          absl::StrCat("the image worker crashed (signal ", signal, ", exit code ",
                       WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 0,
                       "); the file may be damaged or hostile: save it again, or leave it out"));
  }
}

}  // namespace

WorkerProcess::WorkerProcess(pid_t pid, FileDescriptor channel, int stop_fd)
    : pid_(pid), channel_(std::move(channel)), stop_fd_(stop_fd) {}

WorkerProcess::~WorkerProcess() { Reap(); }

absl::StatusOr<std::unique_ptr<WorkerProcess>> WorkerProcess::Start(const std::string& program,
                                                                    const std::string& role, int stop_fd) {
  ASSIGN_OR_RETURN(ChannelPair channel, OpenChannel());
  ASSIGN_OR_RETURN(const pid_t pid, SpawnWorker(program, role, channel.theirs.get()));
  std::unique_ptr<WorkerProcess> process(new WorkerProcess(pid, std::move(channel.ours), stop_fd));
  channel.theirs = FileDescriptor();  // so that its end is seen here
  worker::v1::Hello hello;
  absl::Status greeted = process->WaitForMessage(kStartLimit);
  if (greeted.ok()) {
    greeted = ReceiveMessage(process->channel_.get(), hello).status();
  }
  if (!greeted.ok()) {
    return absl::UnavailableError(absl::StrCat("the image worker ", program,
                                               " did not start; what it wrote to standard error says why (",
                                               greeted.message(), ")"));
  }
  process->version_ = hello.version();
  return process;
}

absl::StatusOr<std::vector<std::string>> WorkerProcess::Run(worker::v1::Request request,
                                                            absl::string_view input,
                                                            absl::Duration time_limit) {
  request.set_job_id(++last_job_id_);
  ASSIGN_OR_RETURN(const FileDescriptor input_file, SealedMemoryFile(input));
  ASSIGN_OR_RETURN(const FileDescriptor result_file, EmptyMemoryFile());
  absl::Status talked = SendMessage(channel_.get(), request, {input_file.get(), result_file.get()});
  if (absl::IsInvalidArgument(talked)) {
    return talked;  // nothing was sent
  }
  worker::v1::Response response;
  if (talked.ok()) {
    talked = WaitForMessage(time_limit);
  }
  if (talked.ok()) {
    talked = ReceiveMessage(channel_.get(), response).status();
  }
  if (talked.ok() &&
      (response.job_id() != request.job_id() || response.code() < 0 || response.code() > kLastCode)) {
    talked = absl::InternalError("the image worker answered nonsense; save the image again, or leave it out");
  }
  if (!talked.ok()) {
    return EndAfter(talked, time_limit);
  }
  if (response.code() != 0) {
    return absl::Status(static_cast<absl::StatusCode>(response.code()), response.message());
  }
  auto results =
      ReadPieces(result_file.get(), {response.result_sizes().begin(), response.result_sizes().end()});
  if (!results.ok()) {
    return EndAfter(results.status(), time_limit);
  }
  return results;
}

absl::Status WorkerProcess::WaitForMessage(absl::Duration time_limit) {
  const absl::Time deadline = absl::Now() + time_limit;
  pollfd waits[] = {{channel_.get(), POLLIN, 0}, {stop_fd_, POLLIN, 0}};
  while (true) {
    const absl::Duration left = deadline - absl::Now();
    if (left <= absl::ZeroDuration()) {
      return absl::DeadlineExceededError("no answer in time");
    }
    const int ready = ::poll(waits, 2, static_cast<int>(absl::ToInt64Milliseconds(left)) + 1);
    if (ready < 0 && errno != EINTR) {
      return absl::InternalError(absl::StrCat("waiting for an image worker failed: ", ::strerror(errno)));
    }
    if (ready > 0 && waits[1].revents != 0) {
      return absl::CancelledError("image workers are being stopped");
    }
    if (ready > 0) {
      return absl::OkStatus();
    }
  }
}

absl::Status WorkerProcess::EndAfter(const absl::Status& reason, absl::Duration time_limit) {
  if (absl::IsUnavailable(reason)) {
    return LostJob(Reap());
  }
  Reap();
  if (absl::IsDeadlineExceeded(reason)) {
    return absl::ResourceExhaustedError(absl::StrCat("the image took longer than the limit of ",
                                                     absl::FormatDuration(time_limit),
                                                     "; send a smaller one"));
  }
  return reason;
}

bool WorkerProcess::IsAlive() {
  if (pid_ < 0) {
    return false;
  }
  pollfd idle = {channel_.get(), POLLIN, 0};
  // An idle worker has nothing to say: whatever is to be received is its end.
  if (::poll(&idle, 1, 0) != 0) {
    Reap();
    return false;
  }
  return true;
}

int WorkerProcess::Reap() {
  int wait_status = 0;
  if (pid_ >= 0) {
    // A worker that closed its end but runs on must not be waited for: it is killed. One that has died
    // already keeps the status it died with.
    siginfo_t ended = {};
    if (::waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
        ended.si_pid == 0) {
      ::kill(pid_, SIGKILL);
    }
    while (::waitpid(pid_, &wait_status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
  }
  return wait_status;
}

}  // namespace communique::render
