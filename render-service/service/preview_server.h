#ifndef COMMUNIQUE_RENDER_SERVICE_SERVICE_PREVIEW_SERVER_H_
#define COMMUNIQUE_RENDER_SERVICE_SERVICE_PREVIEW_SERVER_H_

#include <filesystem>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace communique::render {

// Serves the directory of a site on loopback, to look at; not a web server for readers. GET and HEAD
// only; nothing whose name begins with a dot, so neither the renderer's own folder nor a path that leads
// out of the site; and nothing through a link.
class PreviewServer {
 public:
  struct Options {
    // "127.0.0.1:8080"; port 0 takes a free one. Loopback only.
    std::string listen;
    std::filesystem::path site;
    // The site's links begin with the path of it.
    std::string base_url;
  };

  // INVALID_ARGUMENT where the address is none, or not of loopback.
  static absl::Status CheckAddress(const std::string& listen);

  // UNAVAILABLE where it cannot listen there. Serves until destroyed, which breaks
  // off open connections and waits for no client.
  static absl::StatusOr<std::unique_ptr<PreviewServer>> Start(const Options& options);
  virtual ~PreviewServer() = default;

  virtual int port() const = 0;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_SERVICE_PREVIEW_SERVER_H_
