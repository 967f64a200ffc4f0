#include "render-service/service/preview_server.h"

#include <httplib.h>
#include <sys/socket.h>

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "render-service/service/preview_files.h"
#include "render-service/service/stoppable_http_server.h"
#include "render-service/storage/site_root.h"
#include "serving/listen_address.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/paths.h"

namespace communique::render {
namespace {

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

// Whether a path, as decoded, holds bytes that no name of a file has here.
bool HasControlCharacter(absl::string_view path) {
  return std::any_of(path.begin(), path.end(),
                     [](char c) { return absl::ascii_iscntrl(static_cast<unsigned char>(c)); });
}

class HttplibPreviewServer : public PreviewServer {
 public:
  HttplibPreviewServer(SiteRoot site, const std::string& base_url)
      : files_(std::move(site)), base_path_(BasePathOf(base_url)) {
    server_.set_default_headers({{"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "no-cache"}});
    // The library's own choice would let two processes share a port.
    server_.set_socket_options([](int socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    });
    server_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      Answer(request, response);
      return httplib::Server::HandlerResponse::Handled;
    });
  }

  ~HttplibPreviewServer() override {
    // Stopping means nothing to the library before it has begun.
    while (thread_.joinable() && !server_.is_running()) std::this_thread::yield();
    server_.BreakConnections();
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
  void Answer(const httplib::Request& request, httplib::Response& response) const {
    if (request.method != "GET" && request.method != "HEAD") {
      response.status = 405;
      response.set_header("Allow", "GET, HEAD");
      return;
    }
    if (HasControlCharacter(request.path)) {
      response.status = 400;
      return response.set_content("no path of a site holds control characters\n", "text/plain");
    }
    const std::string below = base_path_ == "/" ? "" : base_path_;
    absl::string_view path = request.path;
    if (!absl::ConsumePrefix(&path, below)) return response.set_redirect(below + "/");
    // As every web server does it, so that relative links hold.
    if (!absl::EndsWith(path, "/") && files_.IsFolder(path)) {
      return response.set_redirect(EncodePathForUrl(absl::StrCat(below, path, "/")), 301);
    }
    const std::string file = absl::StrCat(path, absl::EndsWith(path, "/") ? "index.html" : "");
    if (absl::StatusOr<std::string> bytes = files_.Read(file); bytes.ok()) {
      return response.set_content(*bytes, std::string(MediaTypeOf(file)));
    }
    response.status = 404;
    response.set_content(files_.Read("/404.html").value_or("there is no such page\n"),
                         "text/html; charset=utf-8");
  }

  const PreviewFiles files_;
  const std::string base_path_;
  StoppableHttpServer server_;
  std::thread thread_;
  int port_ = 0;
};

}  // namespace

absl::Status PreviewServer::CheckAddress(const std::string& listen) { return ParseAddress(listen).status(); }

absl::StatusOr<std::unique_ptr<PreviewServer>> PreviewServer::Start(const Options& options) {
  ASSIGN_OR_RETURN(const Address address, ParseAddress(options.listen));
  ASSIGN_OR_RETURN(SiteRoot site, SiteRoot::Open(options.site));
  auto server = std::make_unique<HttplibPreviewServer>(std::move(site), options.base_url);
  RETURN_IF_ERROR(server->Listen(address));
  return server;
}

}  // namespace communique::render
