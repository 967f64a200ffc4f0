#ifndef COMMUNIQUE_BENCHMARKS_LOAD_HTTP2_CONNECTION_H_
#define COMMUNIQUE_BENCHMARKS_LOAD_HTTP2_CONNECTION_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "benchmarks/load/grpc_message.h"

struct nghttp2_session;

namespace communique::benchmarks {

// What becomes of a call. Called by the loop's thread; may begin other calls.
class CallObserver {
 public:
  virtual ~CallObserver() = default;
  virtual void OnMessage(absl::string_view message) = 0;
  // A call that ends otherwise than with OK ends the program before.
  virtual void OnEnd() = 0;
};

// One connection to a gRPC server without TLS, over libnghttp2, the library of h2load: a client that costs
// as little as can be, since it runs on the processors of the server that it measures. One thread.
class Http2Connection {
 public:
  enum class Reading {
    kAtOnce,
    // Takes what fits into the window of each stream, 64 KiB, and never opens it again.
    kNever,
  };

  // `address` is host:port, numeric.
  Http2Connection(const std::string& address, Reading reading);
  ~Http2Connection();
  Http2Connection(const Http2Connection&) = delete;
  Http2Connection& operator=(const Http2Connection&) = delete;

  // Begins a call with a body of framed messages. `stays_open` leaves our side of it open after that, as a
  // client does that may say more. The observer outlives the call.
  void Call(const std::string& method, std::string body, bool stays_open, CallObserver* observer);

  int socket() const { return socket_; }
  // Both as far as the socket takes or has it. Writing ends what was begun by Call.
  void Read();
  void Write();
  // Whether bytes wait for the socket.
  bool wants_write() const { return !unsent_.empty(); }

 private:
  struct Stream;
  struct Callbacks;

  const std::string address_;
  const int socket_;
  nghttp2_session* session_ = nullptr;
  std::map<int32_t, std::unique_ptr<Stream>> streams_;
  std::string unsent_;
};

}  // namespace communique::benchmarks

#endif  // COMMUNIQUE_BENCHMARKS_LOAD_HTTP2_CONNECTION_H_
