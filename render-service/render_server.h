#ifndef COMMUNIQUE_RENDER_SERVICE_RENDER_SERVER_H_
#define COMMUNIQUE_RENDER_SERVICE_RENDER_SERVER_H_

#include <functional>
#include <memory>
#include <optional>
#include <thread>

#include "absl/status/statusor.h"
#include "render-service/html/page_renderer.h"
#include "render-service/html/words.h"
#include "render-service/image/worker_image_maker.h"
#include "render-service/image/worker_page_setter.h"
#include "render-service/options.h"
#include "render-service/pipeline/change_follower.h"
#include "render-service/pipeline/content_client.h"
#include "render-service/pipeline/inbox.h"
#include "render-service/pipeline/job_table.h"
#include "render-service/pipeline/output_renderer.h"
#include "render-service/pipeline/publisher.h"
#include "render-service/pipeline/render_loop.h"
#include "render-service/pipeline/render_status.h"
#include "render-service/service/preview_server.h"
#include "render-service/service/render_handler.h"
#include "render-service/storage/local_state.h"
#include "render-service/storage/output_store.h"
#include "serving/logging.h"
#include "serving/service_host.h"

namespace communique::render {

// Puts render-service together: holds every part and computes nothing. Used by one thread.
class RenderServer {
 public:
  // `log` outlives it. Errors say what to change. `on_state_failure` is called, by any thread and perhaps
  // again, when the state cannot be written until a new process has opened it.
  static absl::StatusOr<std::unique_ptr<RenderServer>> Start(const Options& options, const serving::Log& log,
                                                             std::function<void()> on_state_failure = {});

  // Ends calls and both threads in bounded time; what is not rendered is when it is started again.
  ~RenderServer();

 private:
  RenderServer(const Options& options, const serving::Log& log)
      : options_(options), log_(log), status_(log) {}
  // In the order in which one needs another.
  absl::Status StartWorkers();
  absl::Status OpenSite(std::function<void()> on_state_failure);
  absl::Status StartPipeline();
  absl::Status Serve();

  const Options options_;
  const serving::Log& log_;
  std::unique_ptr<WordBook> words_;
  std::unique_ptr<WorkerImageMaker> images_;
  std::unique_ptr<WorkerPageSetter> setter_;
  std::unique_ptr<PageRenderer> pages_;
  std::unique_ptr<ContentClient> content_;
  std::unique_ptr<OutputStore> site_;
  std::unique_ptr<LocalState> state_;
  RenderStatus status_;
  JobTable jobs_;
  Inbox inbox_;
  std::optional<OutputRenderer> renderer_;
  std::optional<Publisher> publisher_;
  std::optional<RenderLoop> loop_;
  std::optional<EpochSwitch> epochs_;
  std::optional<ChangeFollower> follower_;
  std::optional<RenderHandler> handler_;
  std::unique_ptr<serving::ServiceHost> host_;
  std::unique_ptr<PreviewServer> preview_;
  std::thread loop_thread_;
  std::thread follower_thread_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_RENDER_SERVER_H_
