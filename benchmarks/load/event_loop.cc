#include "benchmarks/load/event_loop.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "benchmarks/load/failure.h"

namespace communique::benchmarks {

EventLoop::EventLoop() : epoll_(epoll_create1(EPOLL_CLOEXEC)) {}
EventLoop::~EventLoop() { close(epoll_); }

void EventLoop::Register(Http2Connection& connection, int operation, bool for_writing) {
  epoll_event event{};
  event.events = EPOLLIN;
  if (for_writing) event.events |= EPOLLOUT;
  event.data.ptr = &connection;
  if (epoll_ctl(epoll_, operation, connection.socket(), &event) != 0) {
    Fail(absl::StrCat("epoll: ", std::strerror(errno)));
  }
  writing_[&connection] = for_writing;
}

Http2Connection& EventLoop::Connect(const std::string& address, Http2Connection::Reading reading) {
  auto made = std::make_unique<Http2Connection>(address, reading);
  Http2Connection& connection = *made;
  connections_[&connection] = std::move(made);
  Register(connection, EPOLL_CTL_ADD, false);
  return connection;
}

void EventLoop::Send(Http2Connection& connection) {
  connection.Write();
  if (connection.wants_write() != writing_[&connection]) {
    Register(connection, EPOLL_CTL_MOD, connection.wants_write());
  }
}

void EventLoop::Turn(absl::Duration longest) {
  std::array<epoll_event, 256> events;
  const timespec timeout = absl::ToTimespec(std::clamp(longest, absl::ZeroDuration(), absl::Seconds(1)));
  const int ready = epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &timeout, nullptr);
  for (int i = 0; i < ready; ++i) {
    auto& connection = *static_cast<Http2Connection*>(events[static_cast<size_t>(i)].data.ptr);
    if ((events[static_cast<size_t>(i)].events & ~uint32_t{EPOLLOUT}) != 0) connection.Read();
    Send(connection);
  }
}

void EventLoop::RunUntil(absl::FunctionRef<bool()> done) {
  while (!done()) Turn(absl::Seconds(1));
}

}  // namespace communique::benchmarks
