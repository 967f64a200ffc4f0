#include "benchmarks/load/runs.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "absl/time/clock.h"
#include "benchmarks/load/calls.h"
#include "benchmarks/load/event_loop.h"
#include "benchmarks/load/failure.h"
#include "benchmarks/load/server_process.h"

namespace communique::benchmarks {
namespace {

// What a garbage collector or an allocator gives back, it gives back by then.
constexpr absl::Duration kSettling = absl::Seconds(2);

// The first number that no write of this store had yet; apart from what was prepared, heads grow with them.
uint64_t NextNumber(EventLoop& loop, const Side& side, const std::string& address) {
  return ReadHead(loop, loop.Connect(address), side).count + 1;
}

}  // namespace

double PercentileMs(std::vector<absl::Duration>& all, double part) {
  if (all.empty()) Fail("nothing was measured");
  const auto at = static_cast<std::ptrdiff_t>(part * static_cast<double>(all.size() - 1));
  std::nth_element(all.begin(), all.begin() + at, all.end());
  return absl::ToDoubleMilliseconds(all[static_cast<size_t>(at)]);
}

nlohmann::json RunWrites(const Side& side, const RunOptions& options) {
  EventLoop loop;
  const uint64_t first = NextNumber(loop, side, options.address);
  Writers writers(loop, side, options.address, options.clients);
  const absl::Time start = absl::Now();
  writers.WriteAll(first, options.count);
  const absl::Duration took = absl::Now() - start;
  std::vector<absl::Duration> latencies = writers.TakeLatencies();
  return {{"seconds", absl::ToDoubleSeconds(took)},
          {"p50_ms", PercentileMs(latencies, 0.5)},
          {"p99_ms", PercentileMs(latencies, 0.99)}};
}

nlohmann::json RunFanout(const Side& side, const RunOptions& options) {
  EventLoop loop;
  const uint64_t first = NextNumber(loop, side, options.address);
  const auto watchers = StartWatchers(loop, side, options.address, options.watchers, options.connections,
                                      Http2Connection::Reading::kAtOnce, {});
  Writers writers(loop, side, options.address, options.clients);
  const ServerProcess server(options.server_pid);
  const absl::Duration cpu_before = server.CpuTime();
  const absl::Time start = absl::Now();
  writers.WriteAll(first, options.count);
  loop.RunUntil([&] {
    return std::all_of(watchers.begin(), watchers.end(),
                       [&](const auto& watcher) { return watcher->count() == options.count; });
  });
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start);
  const double cpu_us = absl::ToDoubleMicroseconds(server.CpuTime() - cpu_before);
  const double deliveries = static_cast<double>(options.count) * options.watchers;
  return {{"deliveries_per_second", deliveries / seconds}, {"cpu_us_per_delivery", cpu_us / deliveries}};
}

nlohmann::json RunLatency(const Side& side, const RunOptions& options) {
  EventLoop loop;
  const uint64_t flood = NextNumber(loop, side, options.address);
  const uint64_t first = flood + options.flood;
  Writers writers(loop, side, options.address, options.clients);
  std::vector<std::unique_ptr<Watcher>> stuck;
  if (options.stuck > 0) {
    stuck = StartWatchers(loop, side, options.address, options.stuck, options.connections,
                          Http2Connection::Reading::kNever, {});
  }
  writers.WriteAll(flood, options.flood);

  std::vector<absl::Time> begun(options.count);
  std::vector<absl::Duration> latencies;
  latencies.reserve(options.count * static_cast<uint64_t>(options.watchers));
  const auto watchers = StartWatchers(loop, side, options.address, options.watchers, options.connections,
                                      Http2Connection::Reading::kAtOnce, [&](uint64_t number) {
                                        if (number < first) return;
                                        latencies.push_back(absl::Now() - begun[number - first]);
                                      });
  writers.WriteAtRate(first, options.count, absl::Seconds(1 / options.rate),
                      [&](uint64_t number) { begun[number - first] = absl::Now(); });
  loop.RunUntil([&] { return latencies.size() == latencies.capacity(); });
  return {{"p50_ms", PercentileMs(latencies, 0.5)}, {"p99_ms", PercentileMs(latencies, 0.99)}};
}

nlohmann::json RunIdleWatchers(const Side& side, const RunOptions& options) {
  EventLoop loop;
  NextNumber(loop, side, options.address);
  const ServerProcess server(options.server_pid);
  const uint64_t before = server.OwnBytes();
  const auto watchers = StartWatchers(loop, side, options.address, options.watchers, options.connections,
                                      Http2Connection::Reading::kAtOnce, {});
  const absl::Time settled = absl::Now() + kSettling;
  loop.RunUntil([&] { return absl::Now() >= settled; });
  const auto grown = static_cast<double>(server.OwnBytes()) - static_cast<double>(before);
  return {{"bytes_per_watcher", grown / options.watchers}};
}

nlohmann::json RunCatchUp(const Side& side, const RunOptions& options) {
  EventLoop loop;
  Http2Connection& connection = loop.Connect(options.address);
  const absl::Time start = absl::Now();
  const Watcher watcher(loop, connection, side, options.position, {});
  loop.RunUntil([&] { return watcher.count() >= options.count; });
  return {{"seconds", absl::ToDoubleSeconds(absl::Now() - start)}};
}

nlohmann::json ReadState(const Side& side, const RunOptions& options) {
  EventLoop loop;
  const Side::Head head = ReadHead(loop, loop.Connect(options.address), side);
  nlohmann::json state{{"count", head.count}, {"position", head.position}};
  if (options.server_pid == 0) return state;
  const ServerProcess server(options.server_pid);
  state["resident_bytes"] = server.ResidentBytes();
  state["own_bytes"] = server.OwnBytes();
  return state;
}

}  // namespace communique::benchmarks
