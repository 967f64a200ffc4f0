#include "cli/settings.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cli/exit_code.h"
#include "cli/files.h"
#include "serving/status_macros.h"

namespace communique::cli {
namespace {

std::string FlagOrVariable(const Arguments& arguments, const std::string& flag,
                           const Environment& environment, const char* variable,
                           const std::string& otherwise) {
  if (arguments.Has(flag)) return arguments.Get(flag);
  const char* const value = environment(variable);
  return value != nullptr && *value != '\0' ? value : otherwise;
}

bool IsLoopback(absl::string_view address) {
  return absl::StartsWith(address, "127.") || absl::StartsWith(address, "localhost") ||
         absl::StartsWith(address, "[::1]") || absl::StartsWith(address, "unix:");
}

void WarnOfClearToken(const Endpoint& endpoint, Terminal& terminal) {
  if (endpoint.token.empty() || !endpoint.authorities.empty() || IsLoopback(endpoint.address)) return;
  terminal.err << "communique: the token goes to " << endpoint.address
               << " unencrypted; give --ca to speak TLS\n";
}

}  // namespace

absl::StatusOr<Session::Settings> ReadSettings(const Arguments& arguments, const Environment& environment,
                                               Terminal& terminal) {
  Session::Settings settings;
  settings.json = arguments.Has("--json");
  Endpoint endpoint;
  if (arguments.Has("--timeout")) {
    double seconds = 0;
    if (!absl::SimpleAtod(arguments.Get("--timeout"), &seconds) || !(seconds > 0 && seconds <= 1e6)) {
      return UsageError("--timeout takes a number of seconds above 0");
    }
    endpoint.timeout = absl::Seconds(seconds);
    settings.patience = endpoint.timeout;
  }
  const std::string token_file =
      FlagOrVariable(arguments, "--token-file", environment, "COMMUNIQUE_TOKEN_FILE", "");
  if (!token_file.empty()) {
    ASSIGN_OR_RETURN(const std::string token, ReadFile(token_file));
    endpoint.token = std::string(absl::StripAsciiWhitespace(token));
    if (endpoint.token.empty() || absl::StrContains(endpoint.token, "\n")) {
      return UsageError(absl::StrCat(token_file, " must hold one token on one line"));
    }
  }
  const std::string ca = FlagOrVariable(arguments, "--ca", environment, "COMMUNIQUE_CA", "");
  if (!ca.empty()) {
    ASSIGN_OR_RETURN(endpoint.authorities, ReadFile(ca));
  }
  settings.content = endpoint;
  settings.content.address =
      FlagOrVariable(arguments, "--content", environment, "COMMUNIQUE_CONTENT", "127.0.0.1:7401");
  settings.render = endpoint;
  settings.render.address =
      FlagOrVariable(arguments, "--render", environment, "COMMUNIQUE_RENDER", "127.0.0.1:7402");
  WarnOfClearToken(settings.content, terminal);
  WarnOfClearToken(settings.render, terminal);
  return settings;
}

}  // namespace communique::cli
