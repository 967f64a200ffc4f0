#include "render-service/service/stoppable_http_server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>

namespace communique::render {
namespace {

constexpr int kPatienceMilliseconds = 5'000;
constexpr int kBetweenRequestsMilliseconds = 1'000;

// Whether the socket is ready for `events`, or broken, within the time.
bool Awaits(socket_t socket, short events, int milliseconds) {
  pollfd wanted = {.fd = socket, .events = events, .revents = 0};
  return ::poll(&wanted, 1, milliseconds) > 0;
}

// A connection as the library wants to see it.
class SocketStream : public httplib::Stream {
 public:
  explicit SocketStream(socket_t socket) : socket_(socket) {}

  bool HasRequest() const { return begin_ < end_ || Awaits(socket_, POLLIN, kBetweenRequestsMilliseconds); }

  bool is_readable() const override {
    return begin_ < end_ || Awaits(socket_, POLLIN, kPatienceMilliseconds);
  }
  bool is_writable() const override { return Awaits(socket_, POLLOUT, kPatienceMilliseconds); }

  // The library asks for single bytes.
  ssize_t read(char* to, size_t size) override {
    if (begin_ == end_) {
      if (!is_readable()) return -1;
      const ssize_t got = ::recv(socket_, buffer_, sizeof(buffer_), 0);
      if (got <= 0) return got;
      begin_ = 0;
      end_ = static_cast<size_t>(got);
    }
    const size_t taken = std::min(size, end_ - begin_);
    std::memcpy(to, buffer_ + begin_, taken);
    begin_ += taken;
    return static_cast<ssize_t>(taken);
  }

  ssize_t write(const char* from, size_t size) override {
    return is_writable() ? ::send(socket_, from, size, MSG_NOSIGNAL | MSG_DONTWAIT) : -1;
  }

  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    Describe(&::getpeername, ip, port);
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    Describe(&::getsockname, ip, port);
  }
  socket_t socket() const override { return socket_; }

 private:
  using NameOf = int (*)(int, sockaddr*, socklen_t*);

  void Describe(NameOf name_of, std::string& ip, int& port) const {
    sockaddr_storage address = {};
    socklen_t size = sizeof(address);
    char text[INET6_ADDRSTRLEN] = "";
    if (name_of(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0) return;
    if (address.ss_family == AF_INET) {
      const auto* const v4 = reinterpret_cast<const sockaddr_in*>(&address);
      ip = ::inet_ntop(AF_INET, &v4->sin_addr, text, sizeof(text));
      port = ntohs(v4->sin_port);
    } else if (address.ss_family == AF_INET6) {
      const auto* const v6 = reinterpret_cast<const sockaddr_in6*>(&address);
      ip = ::inet_ntop(AF_INET6, &v6->sin6_addr, text, sizeof(text));
      port = ntohs(v6->sin6_port);
    }
  }

  const socket_t socket_;
  char buffer_[4096];
  size_t begin_ = 0;
  size_t end_ = 0;
};

}  // namespace

void StoppableHttpServer::BreakConnections() {
  absl::MutexLock lock(&mutex_);
  broken_off_ = true;
  for (const socket_t socket : open_) ::shutdown(socket, SHUT_RDWR);
}

bool StoppableHttpServer::Open(socket_t socket) {
  absl::MutexLock lock(&mutex_);
  if (!broken_off_) open_.insert(socket);
  return !broken_off_;
}

// With the mutex held, so that no other file with this number is shut down.
void StoppableHttpServer::Close(socket_t socket) {
  absl::MutexLock lock(&mutex_);
  open_.erase(socket);
  ::shutdown(socket, SHUT_RDWR);
  ::close(socket);
}

bool StoppableHttpServer::process_and_close_socket(socket_t socket) {
  bool is_served = Open(socket);
  SocketStream stream(socket);
  bool is_closed = false;
  for (size_t left = keep_alive_max_count_; left > 0 && is_served && !is_closed && stream.HasRequest();
       --left) {
    is_served = process_request(stream, left == 1, is_closed, nullptr);
  }
  Close(socket);
  return is_served;
}

}  // namespace communique::render
