#ifndef COMMUNIQUE_BENCHMARKS_LOAD_EVENT_LOOP_H_
#define COMMUNIQUE_BENCHMARKS_LOAD_EVENT_LOOP_H_

#include <map>
#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/time/time.h"
#include "benchmarks/load/http2_connection.h"

namespace communique::benchmarks {

// All connections of a run, served by one thread.
class EventLoop {
 public:
  EventLoop();
  ~EventLoop();

  // Lives as long as the loop.
  Http2Connection& Connect(const std::string& address,
                           Http2Connection::Reading reading = Http2Connection::Reading::kAtOnce);
  // Sends what was begun on it. Calls made by an observer are sent without it.
  void Send(Http2Connection& connection);

  // Serves what is there; waits for it no longer than `longest`.
  void Turn(absl::Duration longest);
  void RunUntil(absl::FunctionRef<bool()> done);

 private:
  void Register(Http2Connection& connection, int operation, bool for_writing);

  const int epoll_;
  // Whether it is registered for writing.
  std::map<Http2Connection*, bool> writing_;
  std::map<Http2Connection*, std::unique_ptr<Http2Connection>> connections_;
};

}  // namespace communique::benchmarks

#endif  // COMMUNIQUE_BENCHMARKS_LOAD_EVENT_LOOP_H_
