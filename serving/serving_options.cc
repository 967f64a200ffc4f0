#include "serving/serving_options.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cstdlib>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "serving/listen_address.h"
#include "serving/status_macros.h"
#include "serving/token_file.h"

namespace communique::serving {
namespace {

// Declares options of one prefix, each as "--name" and PREFIX_NAME.
class Declarer {
 public:
  Declarer(CLI::App& app, std::string prefix) : app_(app), prefix_(std::move(prefix)) {}

  void Text(const std::string& name, std::string& value, const std::string& help) {
    WithEnvironment(app_.add_option("--" + name, value, help)->capture_default_str(), name);
  }
  void Flag(const std::string& name, bool& value, const std::string& help) {
    WithEnvironment(app_.add_flag("--" + name, value, help), name);
  }
  void Checked(const std::string& name, const std::string& shown_default, const std::string& help,
               const std::function<absl::Status(const std::string&)>& take) {
    CLI::Option* option = app_.add_option_function<std::string>(
        "--" + name,
        [take](const std::string& text) {
          const absl::Status taken = take(text);
          if (!taken.ok()) {
            throw CLI::ValidationError(std::string(taken.message()));
          }
        },
        help);
    WithEnvironment(option->default_str(shown_default), name);
  }

 private:
  void WithEnvironment(CLI::Option* option, const std::string& name) {
    option->envname(VariableOf(prefix_, name));
  }

  CLI::App& app_;
  const std::string prefix_;
};

// The library alone would let the file win over the environment.
class FileBehindEnvironment : public CLI::ConfigTOML {
 public:
  explicit FileBehindEnvironment(std::string prefix) : prefix_(std::move(prefix)) {}

  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    std::vector<CLI::ConfigItem> read = CLI::ConfigTOML::from_config(input);
    std::erase_if(read, [this](const CLI::ConfigItem& item) {
      return std::getenv(VariableOf(prefix_, item.name).c_str()) != nullptr;
    });
    return read;
  }

 private:
  const std::string prefix_;
};

absl::Status TakeDuration(const std::string& text, absl::Duration& value) {
  if (!absl::ParseDuration(text, &value) || value < absl::ZeroDuration() || value > absl::Minutes(10)) {
    return absl::InvalidArgumentError("a duration is like 500ms, 10s or 2m, at most 10m");
  }
  return absl::OkStatus();
}

template <typename T>
absl::Status Take(const absl::StatusOr<T>& parsed, T& value) {
  if (parsed.ok()) {
    value = *parsed;
  }
  return parsed.status();
}

}  // namespace

void AddServingOptions(CLI::App& app, const std::string& environment_prefix, ServingOptions& options) {
  Declarer declare(app, environment_prefix);
  declare.Text("listen", options.listen, "Address to serve gRPC on; port 0 takes a free one");
  declare.Text("health-listen", options.health_listen,
               "A further address for health probes, plaintext; none: only the address of --listen");
  declare.Text("metrics-listen", options.metrics_listen,
               "Address to serve /metrics on over HTTP; none: not served");
  declare.Text("port-file", options.port_file,
               "File to write the ports to that were taken, 'grpc=PORT' a line");
  declare.Text("token-file", options.token_file,
               "File of 'token role actor' lines; none: only loopback is served, with all roles");
  declare.Text("tls-cert", options.tls.certificate,
               "PEM certificate with its chain; read again when it changes");
  declare.Text("tls-key", options.tls.key, "PEM key of the certificate");
  declare.Text("tls-client-ca", options.tls.client_ca, "PEM certificates that must have signed a caller's");
  declare.Flag("allow-insecure", options.allow_insecure, "Serve other machines without TLS all the same");
  declare.Checked(
      "log-format", "json", "json (one object a line) or text",
      [&options](const std::string& text) { return Take(ParseLogFormat(text), options.log_format); });
  declare.Checked("log-level", "info", "debug, info, warning or error", [&options](const std::string& text) {
    return Take(ParseLogLevel(text), options.log_level);
  });
  declare.Checked("drain-timeout", "10s", "How long open calls may take to end after SIGTERM",
                  [&options](const std::string& text) { return TakeDuration(text, options.drain_timeout); });
}

void AddConfigFile(CLI::App& app, const std::string& environment_prefix) {
  app.config_formatter(std::make_shared<FileBehindEnvironment>(environment_prefix));
  app.set_config("--config", "", "Configuration file (TOML), 'name = value' a line")
      ->envname(VariableOf(environment_prefix, "config"));
}

void NameProgramInErrors(CLI::App& app) {
  app.failure_message([](const CLI::App* program, const CLI::Error& error) {
    const std::vector<std::string> extra = program->remaining();
    const std::string what = extra.empty() ? error.what()
                             : absl::StartsWith(extra.front(), "-")
                                 ? absl::StrCat("there is no option '", extra.front(), "'")
                                 : absl::StrCat("'", extra.front(), "' is one word too many");
    return absl::StrCat(program->get_name(), ": ", what, "; see: ", program->get_name(), " --help\n");
  });
}

std::string VariableOf(const std::string& environment_prefix, const std::string& option) {
  std::string variable = environment_prefix;
  for (const char c : option) {
    variable += c == '-' ? '_' : absl::ascii_toupper(static_cast<unsigned char>(c));
  }
  return variable;
}

absl::Status CheckServingOptions(const ServingOptions& options) {
  RETURN_IF_ERROR(CheckListenAddress(options.listen, !options.token_file.empty(), !options.tls.empty(),
                                     options.allow_insecure));
  RETURN_IF_ERROR(MakeServerCredentials(options.tls).status());
  if (!options.token_file.empty()) {
    const Log log("check", LogFormat::kText, LogLevel::kError);
    RETURN_IF_ERROR(TokenFile::Open(options.token_file, log).status());
  }
  return absl::OkStatus();
}

}  // namespace communique::serving
