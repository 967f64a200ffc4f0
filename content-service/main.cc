#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <iostream>
#include <memory>
#include <variant>

#include "content-service/content_server.h"
#include "content-service/options.h"
#include "content-service/restore.h"
#include "content-service/restore_options.h"
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
  std::cerr << "communique-content: " << error.message() << "\n";
  return ExitCode(error);
}

int Restore(int argc, char** argv) {
  const auto parsed = communique::content::ParseRestoreOptions(argc, argv);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  const absl::Status restored =
      communique::content::RestoreStore(std::get<communique::content::RestoreOptions>(parsed), std::cout);
  return restored.ok() ? 0 : Fail(restored);
}

}  // namespace

int main(int argc, char** argv) {
  using communique::content::ContentServer;
  using communique::content::Options;

  if (argc > 1 && absl::string_view(argv[1]) == "restore") return Restore(argc - 1, argv + 1);
  communique::serving::TerminationSignal termination;
  const std::variant<Options, int> parsed = communique::content::ParseOptions(argc, argv);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  const Options& options = std::get<Options>(parsed);
  if (const absl::Status checked = communique::content::CheckOptions(options); !checked.ok())
    return Fail(checked);
  if (options.check_config) {
    std::cout << "communique-content: the configuration is good\n";
    return 0;
  }
  const communique::serving::Log log("communique-content", options.serving.log_format,
                                     options.serving.log_level);
  log.AdoptGrpcLines();
  // What the disk really holds is known only after the store was opened again: by whoever starts us.
  std::atomic<bool> store_failed = false;
  auto server = ContentServer::Start(options, log, [&store_failed] {
    store_failed = true;
    ::kill(::getpid(), SIGTERM);
  });
  if (!server.ok()) return Fail(server.status());
  termination.Wait();
  const communique::serving::ShutdownLimit limit(options.serving.drain_timeout, log);
  *server = nullptr;
  return store_failed ? 5 : 0;
}
