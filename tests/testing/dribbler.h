#ifndef COMMUNIQUE_TESTS_TESTING_DRIBBLER_H_
#define COMMUNIQUE_TESTS_TESTING_DRIBBLER_H_

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>

#include "absl/synchronization/notification.h"
#include "absl/time/time.h"

namespace communique::testing {

// A client that keeps a connection busy: it sends what it is given and then, where it `goes_on`, a byte
// now and then for ever. It reads nothing. Gone when destroyed.
class Dribbler {
 public:
  Dribbler(int port, const std::string& begin, bool goes_on) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
    Send(begin);
    thread_ = std::thread([this, goes_on] {
      while (!done_.WaitForNotificationWithTimeout(absl::Milliseconds(20))) {
        if (goes_on) Send("x");
      }
    });
  }
  ~Dribbler() {
    done_.Notify();
    thread_.join();
    ::close(socket_);
  }
  Dribbler(const Dribbler&) = delete;
  Dribbler& operator=(const Dribbler&) = delete;

 private:
  // Fails once the other side has hung up, which is well.
  void Send(const std::string& bytes) const {
    static_cast<void>(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
  }

  const int socket_;
  absl::Notification done_;
  std::thread thread_;
};

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_DRIBBLER_H_
