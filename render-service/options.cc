#include "render-service/options.h"

#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <system_error>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "render-service/html/page_renderer.h"
#include "render-service/image/worker/spawn.h"
#include "render-service/service/preview_server.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/language.h"

namespace communique::render {
namespace {

constexpr char kPrefix[] = "COMMUNIQUE_RENDER_";

constexpr char kHead[] =
    R"(Renders what content-service publishes into a directory that any web server can serve.

Examples:
  communique-render --content 127.0.0.1:7401 --site ./site --state ./render-state
  communique-render --content 127.0.0.1:7401 --site ./site --state ./render-state --preview 127.0.0.1:8080
  communique-render --config /etc/communique/render.toml --check-config
)";

constexpr char kFoot[] =
    R"(Every option can be set as COMMUNIQUE_RENDER_NAME in the environment or as "name = value" in the file of
--config; flags win over the environment, and that over the file. SIGTERM ends it within --drain-timeout.
Exit codes: 0 stopped as asked; 2 options or theme; 3 site, state or workers cannot be used; 4 an address is taken;
5 the state could not be written, start it again; 70 it did not stop in time.)";

template <typename T>
CLI::Option* Declare(CLI::App& app, const std::string& name, T& value, const std::string& help) {
  return app.add_option("--" + name, value, help)
      ->envname(serving::VariableOf(kPrefix, name))
      ->capture_default_str();
}

void DeclareSite(CLI::App& app, SiteSettings& site) {
  const std::string group = "Site";
  Declare(app, "site-name", site.name, "What the site is called, on every page")->group(group);
  Declare(app, "base-url", site.base_url, "Where readers find the site, http or https, no slash at the end")
      ->group(group);
  Declare(app, "default-language", site.default_language, "Language of the first page, as a BCP 47 tag")
      ->group(group);
  Declare(app, "publisher", site.publisher, "Who publishes, for search engines; none: the site's name")
      ->group(group);
  Declare(app, "footer", site.footer, "A line at the foot of every page")->group(group);
  Declare(app, "contact", site.contact, "http, https or mailto address for readers")->group(group);
  Declare(app, "front-entries", site.front_entries, "Newest statements on front pages and in feeds")
      ->check(CLI::Range(1, 100))
      ->group(group);
}

absl::Status CheckSite(const SiteSettings& site) {
  const auto refuse = [](absl::string_view option, absl::string_view rule) {
    return absl::InvalidArgumentError(absl::StrCat("--", option, ": ", rule));
  };
  if (!absl::StartsWith(site.base_url, "http://") && !absl::StartsWith(site.base_url, "https://")) {
    return refuse("base-url", "begin it with http:// or https://");
  }
  if (absl::EndsWith(site.base_url, "/")) return refuse("base-url", "leave out the slash at the end");
  const absl::StatusOr<std::string> language = CanonicalLanguage(site.default_language);
  if (!language.ok()) return refuse("default-language", language.status().message());
  if (*language != site.default_language)
    return refuse("default-language", absl::StrCat("write ", *language));
  const bool is_address = absl::StartsWith(site.contact, "http://") ||
                          absl::StartsWith(site.contact, "https://") ||
                          absl::StartsWith(site.contact, "mailto:");
  if (!site.contact.empty() && !is_address) {
    return refuse("contact", "begin it with https:// or mailto:");
  }
  return absl::OkStatus();
}

// gRPC would take anything as a name, and never find it.
absl::Status CheckContentAddress(absl::string_view address) {
  if (absl::StartsWith(address, "unix:") && address.size() > 5) return absl::OkStatus();
  const size_t colon = address.rfind(':');
  int port = 0;
  if (colon != absl::string_view::npos && absl::SimpleAtoi(address.substr(colon + 1), &port) && port > 0 &&
      port <= 65'535) {
    absl::string_view host = address.substr(0, colon);
    const bool is_v6 = absl::ConsumePrefix(&host, "[") && absl::ConsumeSuffix(&host, "]");
    const bool is_host = std::all_of(host.begin(), host.end(), [is_v6](char c) {
      return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '-' || c == '_' ||
             (is_v6 && c == ':');
    });
    if (is_host && !host.empty()) return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--content: ", QuoteForMessage(address),
                   " is no address; write HOST:PORT, as in content-service:7401, or unix:/PATH"));
}

// What is inside `outer`, or is it, however either is written.
bool IsWithin(const std::filesystem::path& inner, const std::filesystem::path& outer) {
  std::error_code error;
  const std::filesystem::path relative =
      std::filesystem::relative(std::filesystem::weakly_canonical(inner, error),
                                std::filesystem::weakly_canonical(outer, error), error);
  return !relative.empty() && *relative.begin() != "..";
}

// Everything under the site is served to readers, and only what the renderer made may be there.
absl::Status CheckDirectories(const std::string& site, const std::string& state) {
  if (!IsWithin(state, site) && !IsWithin(site, state)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("--state: ", state, " and the site ", site,
                                                 " are one within the other; give two folders apart"));
}

absl::Status CheckImageWorker(const std::string& given) {
  const std::string program = given.empty() ? WorkerProgramBesideThis() : given;
  std::error_code error;
  if (std::filesystem::is_regular_file(program, error) && ::access(program.c_str(), X_OK) == 0) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--image-worker: ", program,
                   " is no program that can be run; give the path of communique-image-worker, or install it "
                   "beside communique-render and leave the option out"));
}

}  // namespace

std::variant<Options, int> ParseOptions(int argc, const char* const* argv) {
  Options options;
  options.serving.listen = "127.0.0.1:7402";
  options.content.address = "127.0.0.1:7401";
  CLI::App app(kHead, "communique-render");
  app.footer(kFoot);
  app.get_formatter()->column_width(34);
  serving::NameProgramInErrors(app);
  serving::AddConfigFile(app, kPrefix);
  app.set_version_flag("--version", COMMUNIQUE_VERSION);
  app.add_flag("--check-config", options.check_config, "Check the configuration, start nothing");
  Declare(app, "content", options.content.address, "Address of content-service");
  Declare(app, "content-token-file", options.content.token_file, "File with the token to show it, alone");
  Declare(app, "content-tls-ca", options.content.tls_ca,
          "PEM of who signed its certificate; none: plaintext");
  Declare(app, "site", options.site_directory, "Directory of the site; the renderer's alone");
  Declare(app, "state", options.state_directory, "Directory of what the renderer remembers; can be rebuilt");
  Declare(app, "theme", options.theme, "Directory of templates and stylesheet; none: the built-in theme");
  Declare(app, "preview", options.preview, "Loopback address to serve the site on, to look at it; none: off");
  Declare(app, "image-worker", options.image_worker,
          "Program that decodes images; none: communique-image-worker beside this one");
  DeclareSite(app, options.site);
  serving::AddServingOptions(app, kPrefix, options.serving);
  try {
    app.parse(argc, argv);
    for (const char* needed : {"--site", "--state"}) {
      if (app[needed]->empty()) throw CLI::RequiredError(needed);
    }
  } catch (const CLI::ParseError& end) {
    return app.exit(end) == 0 ? 0 : 2;
  }
  return options;
}

absl::Status CheckOptions(const Options& options) {
  RETURN_IF_ERROR(serving::CheckServingOptions(options.serving));
  RETURN_IF_ERROR(CheckSite(options.site));
  RETURN_IF_ERROR(CheckDirectories(options.site_directory, options.state_directory));
  RETURN_IF_ERROR(CheckContentAddress(options.content.address));
  RETURN_IF_ERROR(MakeGrpcContentClient(options.content).status());
  RETURN_IF_ERROR(CheckImageWorker(options.image_worker));
  if (!options.preview.empty()) RETURN_IF_ERROR(PreviewServer::CheckAddress(options.preview));
  return PageRenderer::Load(options.site, ThemeOf(options)).status();
}

std::filesystem::path ThemeOf(const Options& options) {
  if (!options.theme.empty()) return options.theme;
  std::error_code error;
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
  return program.parent_path().parent_path() / "share" / "communique" / "theme";
}

}  // namespace communique::render
