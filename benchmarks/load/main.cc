// communique-load: drives one of the two sides of a benchmark, and prints what it measured as one JSON
// object.

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <string>

#include "benchmarks/load/calls.h"
#include "benchmarks/load/failure.h"
#include "benchmarks/load/grpc_message.h"
#include "benchmarks/load/runs.h"
#include "benchmarks/load/side.h"

namespace communique::benchmarks {
namespace {

nlohmann::json Prepare(const Side& side, const RunOptions& options) {
  EventLoop loop;
  Http2Connection& connection = loop.Connect(options.address);
  const Side::Request request = side.Prepare();
  if (!request.method.empty()) CallOnce(loop, connection, request);
  return ReadState(side, options);
}

// The body for h2load, which is what is printed, and not JSON.
void PrintBody(const Side& side) { std::cout << Framed(side.RepeatableWrite().message); }

int Run(int argc, char** argv) {
  const std::map<std::string, std::function<nlohmann::json(const Side&, const RunOptions&)>> runs{
      {"prepare", &Prepare},     {"state", &ReadState},    {"writes", &RunWrites},
      {"fanout", &RunFanout},    {"latency", &RunLatency}, {"idle", &RunIdleWatchers},
      {"catch-up", &RunCatchUp}, {"upload", &RunUpload},   {"synced-writes", &RunSyncedWrites},
  };
  CLI::App app("Drives one side of a benchmark; benchmarks/run starts it.");
  std::string what;
  std::string side_name;
  RunOptions options;
  app.add_option("WHAT", what, "body, or one of the runs of benchmarks/load/runs.h")->required();
  app.add_option("--side", side_name, "content or etcd")->required();
  app.add_option("--address", options.address, "host:port of the server");
  app.add_option("--server-pid", options.server_pid, "Its process, for what it uses of the machine");
  app.add_option("--clients", options.clients, "How many write at the same time");
  app.add_option("--count", options.count, "How many writes");
  app.add_option("--rate", options.rate, "Writes a second");
  app.add_option("--watchers", options.watchers, "How many watch and read");
  app.add_option("--connections", options.connections, "On how many connections they watch");
  app.add_option("--stuck", options.stuck, "How many watch and never read");
  app.add_option("--flood", options.flood, "Writes before anything is measured");
  app.add_option("--position", options.position, "Where a watch begins");
  app.add_option("--bytes", options.bytes, "How large a file is");
  app.add_option("--files", options.files, "How many files are sent beside writes");
  app.add_option("--directory", options.directory, "Where a file is written without a server");
  CLI11_PARSE(app, argc, argv);

  const std::unique_ptr<Side> side = MakeSide(side_name);
  if (what == "body") {
    PrintBody(*side);
    return 0;
  }
  const auto run = runs.find(what);
  if (run == runs.end()) Fail("there is no such run: " + what);
  std::cout << run->second(*side, options) << std::endl;
  return 0;
}

}  // namespace
}  // namespace communique::benchmarks

int main(int argc, char** argv) { return communique::benchmarks::Run(argc, argv); }
