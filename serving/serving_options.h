#ifndef COMMUNIQUE_SERVING_SERVING_OPTIONS_H_
#define COMMUNIQUE_SERVING_SERVING_OPTIONS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "serving/logging.h"
#include "serving/tls.h"

namespace CLI {
class App;
}  // namespace CLI

namespace communique::serving {

// The options that every service of ours has. A service's options.cc declares them with
// AddServingOptions and reads them nowhere else.
struct ServingOptions {
  // "host:port" or "unix:/path"; port 0 takes a free one.
  std::string listen;
  // Plaintext, for probes; empty for the same port as everything else.
  std::string health_listen;
  // Plaintext HTTP; empty for none.
  std::string metrics_listen;
  // Empty for none.
  std::string port_file;
  // Empty: loopback only, and every caller has all roles.
  std::string token_file;
  TlsFiles tls;
  bool allow_insecure = false;
  LogFormat log_format = LogFormat::kJson;
  LogLevel log_level = LogLevel::kInfo;
  // How long open calls may take to end after SIGTERM.
  absl::Duration drain_timeout = absl::Seconds(10);
};

// Declares them as flags and, with `environment_prefix` ("COMMUNIQUE_CONTENT_"), as environment
// variables. What `options` holds is the default. Both outlive the parsing.
void AddServingOptions(CLI::App& app, const std::string& environment_prefix, ServingOptions& options);

// Declares --config, a TOML file of "name = value" lines, so that flags win over the environment and
// that over the file.
void AddConfigFile(CLI::App& app, const std::string& environment_prefix);

// Makes the errors of `app` say whose they are and which help to read.
void NameProgramInErrors(CLI::App& app);

// The environment variable of an option: "listen" -> COMMUNIQUE_CONTENT_LISTEN.
std::string VariableOf(const std::string& environment_prefix, const std::string& option);

// Whether a server could be started with them, as far as it can be told without starting one: the
// address rule of CheckListenAddress, and that the files can be read. INVALID_ARGUMENT or NOT_FOUND.
absl::Status CheckServingOptions(const ServingOptions& options);

}  // namespace communique::serving

#endif  // COMMUNIQUE_SERVING_SERVING_OPTIONS_H_
