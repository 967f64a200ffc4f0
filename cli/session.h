#ifndef COMMUNIQUE_CLI_SESSION_H_
#define COMMUNIQUE_CLI_SESSION_H_

#include <memory>
#include <utility>

#include "cli/content_client.h"
#include "cli/endpoint.h"
#include "cli/render_client.h"
#include "cli/terminal.h"

namespace communique::cli {

// What one run of the program works with: its terminal, and the services, connected to on first use.
// One thread.
class Session {
 public:
  struct Settings {
    Endpoint content;
    Endpoint render;
    // Results as JSON.
    bool json = false;
    // How long a wait for the renderer may take.
    absl::Duration patience = absl::Minutes(10);
  };

  Session(Settings settings, Terminal& terminal) : settings_(std::move(settings)), terminal_(terminal) {}

  Terminal& terminal() { return terminal_; }
  bool json() const { return settings_.json; }
  absl::Duration patience() const { return settings_.patience; }

  ContentClient& content() {
    if (content_ == nullptr) content_ = std::make_unique<ContentClient>(settings_.content);
    return *content_;
  }
  RenderClient& render() {
    if (render_ == nullptr) render_ = std::make_unique<RenderClient>(settings_.render);
    return *render_;
  }

 private:
  const Settings settings_;
  Terminal& terminal_;
  std::unique_ptr<ContentClient> content_;
  std::unique_ptr<RenderClient> render_;
};

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_SESSION_H_
