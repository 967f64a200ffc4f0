#include "serving/signal.h"

#include <pthread.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace communique::serving {
namespace {

sigset_t TerminationSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

TerminationSignal::TerminationSignal() {
  const sigset_t signals = TerminationSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  descriptor_ = ::signalfd(-1, &signals, SFD_CLOEXEC);
}

TerminationSignal::~TerminationSignal() { ::close(descriptor_); }

int TerminationSignal::Wait() {
  signalfd_siginfo info = {};
  while (::read(descriptor_, &info, sizeof(info)) != static_cast<ssize_t>(sizeof(info))) {
    if (errno != EINTR) {
      return SIGTERM;
    }
  }
  const sigset_t signals = TerminationSignals();
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  return static_cast<int>(info.ssi_signo);
}

}  // namespace communique::serving
