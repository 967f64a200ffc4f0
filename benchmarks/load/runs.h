#ifndef COMMUNIQUE_BENCHMARKS_LOAD_RUNS_H_
#define COMMUNIQUE_BENCHMARKS_LOAD_RUNS_H_

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "benchmarks/load/side.h"

namespace communique::benchmarks {

// What one run is about; each reads what it needs. The server is there and was prepared.
struct RunOptions {
  std::string address;
  int server_pid = 0;
  int clients = 16;
  uint64_t count = 1000;
  // Writes a second.
  double rate = 100;
  int watchers = 100;
  int connections = 25;
  int stuck = 0;
  // Written before anything is measured.
  uint64_t flood = 0;
  // Where a watch begins; empty for now.
  std::string position;
  // Of a file.
  uint64_t bytes = uint64_t{64} << 20;
  // How many of them are sent beside writes.
  int files = 4;
  // Where a file is written without a server.
  std::string directory;
};

// The one below which `part` of them are, in any order; reorders them.
double PercentileMs(std::vector<absl::Duration>& all, double part);

// `count` writes by `clients`: {"seconds", "p50_ms", "p99_ms"}.
nlohmann::json RunWrites(const Side& side, const RunOptions& options);
// `count` writes by `clients` beside `watchers` on `connections`, until each watcher has been told of each:
// {"deliveries_per_second", "cpu_us_per_delivery"}.
nlohmann::json RunFanout(const Side& side, const RunOptions& options);
// `count` writes at `rate` beside `watchers` that read and `stuck` that never do, after `flood` writes:
// from the beginning of a write until a watcher has been told of it, {"p50_ms", "p99_ms"}.
nlohmann::json RunLatency(const Side& side, const RunOptions& options);
// `watchers` on `connections` that nothing is written for: {"bytes_per_watcher"}.
nlohmann::json RunIdleWatchers(const Side& side, const RunOptions& options);
// One watch from `position` until it has told of `count` writes: {"seconds"}.
nlohmann::json RunCatchUp(const Side& side, const RunOptions& options);
// A file of `bytes`, alone; then `files` of them one after the other beside writes at `rate`:
// {"bytes_per_second", "create_p50_ms", "create_p99_ms"}.
nlohmann::json RunUpload(const Side& side, const RunOptions& options);
// The same bytes written to a file in `directory` without a server, 1 MiB a synced write:
// {"bytes_per_second"}.
nlohmann::json RunSyncedWrites(const Side& side, const RunOptions& options);
// Where the history is, and what the server has in memory: {"count", "position", "resident_bytes",
// "own_bytes"}.
nlohmann::json ReadState(const Side& side, const RunOptions& options);

}  // namespace communique::benchmarks

#endif  // COMMUNIQUE_BENCHMARKS_LOAD_RUNS_H_
