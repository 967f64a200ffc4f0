#ifndef COMMUNIQUE_TESTS_TESTING_HTTP_GET_H_
#define COMMUNIQUE_TESTS_TESTING_HTTP_GET_H_

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace communique::testing {

// The whole answer of a server on this machine, head and all; empty where there is none.
inline std::string HttpGet(int port, const std::string& path) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0) {
    const std::string request = absl::StrCat("GET ", path, " HTTP/1.0\r\n\r\n");
    static_cast<void>(::send(fd, request.data(), request.size(), 0));
    char buffer[4096];
    for (ssize_t n = 0; (n = ::recv(fd, buffer, sizeof(buffer), 0)) > 0;) {
      answer.append(buffer, static_cast<size_t>(n));
    }
  }
  ::close(fd);
  return answer;
}

// What a port file says of a name; 0 where nothing.
inline int PortIn(const std::string& port_file, const std::string& name) {
  std::ifstream stream(port_file);
  for (std::string line; std::getline(stream, line);) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(line, absl::MaxSplits('=', 1));
    if (parts.first == name) return std::stoi(parts.second);
  }
  return 0;
}

}  // namespace communique::testing

#endif  // COMMUNIQUE_TESTS_TESTING_HTTP_GET_H_
