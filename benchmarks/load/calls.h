#ifndef COMMUNIQUE_BENCHMARKS_LOAD_CALLS_H_
#define COMMUNIQUE_BENCHMARKS_LOAD_CALLS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/time/time.h"
#include "benchmarks/load/event_loop.h"
#include "benchmarks/load/side.h"

namespace communique::benchmarks {

// One call with one answer, which is returned.
std::string CallOnce(EventLoop& loop, Http2Connection& connection, const Side::Request& request);
Side::Head ReadHead(EventLoop& loop, Http2Connection& connection, const Side& side);

// Clients with a connection each; each writes, waits for the answer, and writes again.
class Writers {
 public:
  // `loop` and `side` outlive it.
  Writers(EventLoop& loop, const Side& side, const std::string& address, int clients);
  ~Writers();

  // Writes the numbers `first` to `first + count - 1`, each once. Returns at the last answer.
  void WriteAll(uint64_t first, uint64_t count);
  // The same, beginning one write every `interval` whether or not those before it have been answered, as
  // long as there is a client that is free. Calls `begun` as each begins.
  void WriteAtRate(uint64_t first, uint64_t count, absl::Duration interval,
                   absl::FunctionRef<void(uint64_t)> begun);
  // The same from `first` on until `done`, which is asked at each turn of the loop.
  void WriteAtRateUntil(uint64_t first, absl::Duration interval, absl::FunctionRef<bool()> done);
  // Writes until `done`, from `first` on; how many.
  uint64_t WriteUntil(uint64_t first, absl::FunctionRef<bool()> done);

  // How long each write took since the last call of this.
  std::vector<absl::Duration> TakeLatencies();

 private:
  class Client;
  Client* Free();
  void BeginOne(uint64_t number);
  void WaitForAnswers();

  EventLoop& loop_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::vector<absl::Duration> latencies_;
};

// One watch.
class Watcher : public CallObserver {
 public:
  // Both outlive it. `told` is called with the number of each write it is told of.
  Watcher(EventLoop& loop, Http2Connection& connection, const Side& side, const std::string& position,
          std::function<void(uint64_t)> told);

  // The server has answered, so it is told of everything from now on.
  bool begun() const { return begun_; }
  uint64_t count() const { return count_; }

  void OnMessage(absl::string_view message) override;
  void OnEnd() override;

 private:
  const Side& side_;
  const std::function<void(uint64_t)> told_;
  bool begun_ = false;
  uint64_t count_ = 0;
};

// Many of them on a number of connections, begun once this returns.
std::vector<std::unique_ptr<Watcher>> StartWatchers(EventLoop& loop, const Side& side,
                                                    const std::string& address, int watchers, int connections,
                                                    Http2Connection::Reading reading,
                                                    const std::function<void(uint64_t)>& told);

}  // namespace communique::benchmarks

#endif  // COMMUNIQUE_BENCHMARKS_LOAD_CALLS_H_
