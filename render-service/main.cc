#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <iostream>
#include <memory>
#include <variant>

#include "render-service/options.h"
#include "render-service/render_server.h"
#include "serving/listen_address.h"
#include "serving/logging.h"
#include "serving/shutdown_limit.h"
#include "serving/signal.h"
#include "statement/errors.h"

namespace {

int ExitCode(const absl::Status& error) {
  if (communique::ReasonOf(error) == communique::serving::kAddressUnavailable) return 4;
  return absl::IsInvalidArgument(error) || absl::IsNotFound(error) ? 2 : 3;
}

int Fail(const absl::Status& error) {
  std::cerr << "communique-render: " << error.message() << "\n";
  return ExitCode(error);
}

}  // namespace

int main(int argc, char** argv) {
  using communique::render::Options;
  using communique::render::RenderServer;

  communique::serving::TerminationSignal termination;
  const std::variant<Options, int> parsed = communique::render::ParseOptions(argc, argv);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  const Options& options = std::get<Options>(parsed);
  if (const absl::Status checked = communique::render::CheckOptions(options); !checked.ok())
    return Fail(checked);
  if (options.check_config) {
    std::cout << "communique-render: the configuration is good\n";
    return 0;
  }
  const communique::serving::Log log("communique-render", options.serving.log_format,
                                     options.serving.log_level);
  log.AdoptGrpcLines();
  // What the state's disk really holds is known only after it was opened again: by whoever starts us.
  std::atomic<bool> state_failed = false;
  auto server = RenderServer::Start(options, log, [&state_failed] {
    state_failed = true;
    ::kill(::getpid(), SIGTERM);
  });
  if (!server.ok()) return Fail(server.status());
  termination.Wait();
  const communique::serving::ShutdownLimit limit(options.serving.drain_timeout, log);
  *server = nullptr;
  return state_failed ? 5 : 0;
}
