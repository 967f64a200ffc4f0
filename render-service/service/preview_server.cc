#include "render-service/service/preview_server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <fstream>
#include <iterator>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "serving/listen_address.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/paths.h"

namespace communique::render {
namespace {

using Routing = httplib::Server::HandlerResponse;

struct Address {
  std::string host;
  int port = 0;
};

absl::StatusOr<Address> ParseAddress(const std::string& listen) {
  Address address;
  const size_t colon = listen.rfind(':');
  if (colon != std::string::npos && absl::SimpleAtoi(listen.substr(colon + 1), &address.port) &&
      address.port >= 0 && address.port <= 65'535) {
    address.host = listen.substr(0, colon);
    if (address.host == "127.0.0.1" || address.host == "localhost") return address;
    if (address.host == "[::1]") return Address{.host = "::1", .port = address.port};
  }
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, "BAD_PREVIEW_ADDRESS",
                         absl::StrCat("the preview listens on loopback only: give 127.0.0.1:PORT, not ",
                                      QuoteForMessage(listen)));
}

// "https://example.org/site" -> "/site"; "/" where the site is at the root of its host.
std::string BasePathOf(absl::string_view base_url) {
  const size_t host = base_url.find("://");
  const size_t path = base_url.find('/', host == absl::string_view::npos ? 0 : host + 3);
  return path == absl::string_view::npos ? "/" : std::string(base_url.substr(path));
}

bool HasHiddenSegment(const std::string& path) {
  for (const absl::string_view segment : absl::StrSplit(path, '/')) {
    if (absl::StartsWith(segment, ".")) return true;
  }
  return false;
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class HttplibPreviewServer : public PreviewServer {
 public:
  explicit HttplibPreviewServer(const Options& options)
      : site_(options.site), base_path_(BasePathOf(options.base_url)) {
    server_.set_mount_point(base_path_, site_.string());
    server_.set_default_headers({{"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "no-cache"}});
    server_.set_keep_alive_timeout(1);
    // The library's own choice would let two processes share a port.
    server_.set_socket_options([](int socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    });
    SetMediaTypes();
    server_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      return Route(request, response);
    });
    server_.set_error_handler([this](const httplib::Request&, httplib::Response& response) {
      if (response.status == 404)
        response.set_content(ReadFile(site_ / "404.html"), "text/html; charset=utf-8");
    });
  }

  ~HttplibPreviewServer() override {
    // Stopping means nothing to the library before it has begun.
    while (thread_.joinable() && !server_.is_running()) std::this_thread::yield();
    server_.stop();
    if (thread_.joinable()) thread_.join();
  }

  absl::Status Listen(const Address& address) {
    port_ = address.port;
    const bool is_bound = address.port == 0 ? (port_ = server_.bind_to_any_port(address.host)) > 0
                                            : server_.bind_to_port(address.host, address.port);
    if (!is_bound) {
      return ErrorWithReason(absl::StatusCode::kUnavailable, serving::kAddressUnavailable,
                             absl::StrCat("the preview cannot listen on ", address.host, ":", address.port,
                                          "; choose another port with --preview, or port 0 for a free one"));
    }
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    return absl::OkStatus();
  }

  int port() const override { return port_; }

 private:
  void SetMediaTypes() {
    constexpr std::pair<const char*, const char*> kTypes[] = {
        {"html", "text/html; charset=utf-8"},
        {"txt", "text/plain; charset=utf-8"},
        {"css", "text/css; charset=utf-8"},
        {"json", "application/json"},
        {"xml", "application/xml"},
        {"atom", "application/atom+xml"},
        {"webp", "image/webp"},
        {"odt", "application/vnd.oasis.opendocument.text"},
        {"ods", "application/vnd.oasis.opendocument.spreadsheet"},
        {"odp", "application/vnd.oasis.opendocument.presentation"},
        {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"}};
    for (const auto& [extension, type] : kTypes) {
      server_.set_file_extension_and_mimetype_mapping(extension, type);
    }
  }

  Routing Route(const httplib::Request& request, httplib::Response& response) const {
    if (request.method != "GET" && request.method != "HEAD") {
      response.status = 405;
      response.set_header("Allow", "GET, HEAD");
      return Routing::Handled;
    }
    if (HasHiddenSegment(request.path)) {
      response.status = 404;
      return Routing::Handled;
    }
    const std::string below = base_path_ == "/" ? "" : base_path_;
    absl::string_view path = request.path;
    if (!absl::ConsumePrefix(&path, below)) {
      response.set_redirect(below + "/");
      return Routing::Handled;
    }
    // As every web server does it, so that relative links hold.
    std::error_code error;
    if (!absl::EndsWith(path, "/") &&
        std::filesystem::is_directory(absl::StrCat(site_.string(), "/", path), error)) {
      response.set_redirect(EncodePathForUrl(absl::StrCat(below, path, "/")), 301);
      return Routing::Handled;
    }
    return Routing::Unhandled;
  }

  const std::filesystem::path site_;
  const std::string base_path_;
  httplib::Server server_;
  std::thread thread_;
  int port_ = 0;
};

}  // namespace

absl::Status PreviewServer::CheckAddress(const std::string& listen) { return ParseAddress(listen).status(); }

absl::StatusOr<std::unique_ptr<PreviewServer>> PreviewServer::Start(const Options& options) {
  ASSIGN_OR_RETURN(const Address address, ParseAddress(options.listen));
  auto server = std::make_unique<HttplibPreviewServer>(options);
  RETURN_IF_ERROR(server->Listen(address));
  return server;
}

}  // namespace communique::render
