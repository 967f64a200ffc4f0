#ifndef COMMUNIQUE_RENDER_SERVICE_OPTIONS_H_
#define COMMUNIQUE_RENDER_SERVICE_OPTIONS_H_

#include <filesystem>
#include <string>
#include <variant>

#include "absl/status/status.h"
#include "render-service/domain/site.h"
#include "render-service/pipeline/grpc_content_client.h"
#include "serving/serving_options.h"

namespace communique::render {

// Everything that can be set, read in options.cc and nowhere else. Flags win over environment variables
// (COMMUNIQUE_RENDER_…), and those over the configuration file.
struct Options {
  serving::ServingOptions serving;
  ContentClientOptions content;
  SiteSettings site;
  std::filesystem::path site_directory;
  std::filesystem::path state_directory;
  // Empty: the built-in theme.
  std::filesystem::path theme;
  // Empty: none.
  std::string preview;
  // Empty: communique-image-worker beside this program.
  std::string image_worker;
  bool check_config = false;
};

// The options, or the exit code of a run that is over: after --help, --version or an error, both of
// which have been printed.
std::variant<Options, int> ParseOptions(int argc, const char* const* argv);

// What --check-config checks beyond the form: INVALID_ARGUMENT or NOT_FOUND with what to do. Starts and
// writes nothing.
absl::Status CheckOptions(const Options& options);

// The theme that is used: the one given, or the built-in one, which lies beside the program.
std::filesystem::path ThemeOf(const Options& options);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_OPTIONS_H_
