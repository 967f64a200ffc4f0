#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_PAGE_SETTER_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_PAGE_SETTER_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "render-service/image/page_setter.h"
#include "render-service/image/pages/page_words.h"
#include "render-service/image/worker/worker_pool.h"

namespace communique::render {

struct PageWorkerOptions {
  // communique-image-worker; empty: the one beside the program that is running.
  std::string program;
  int workers = 1;
  // Of one statement, all its pages together.
  absl::Duration time_limit = absl::Seconds(60);
  // Absolute, without a trailing slash; stands in the foot of every page before the statement's path.
  std::string base_url;
  std::string publisher;
  // What is said of a statement in its language; English words, and no marks, where empty.
  std::function<PageWords(const PublicStatement& statement)> words;
};

// Sets statements in sandboxed worker processes. Beyond what PageSetter promises: RESOURCE_EXHAUSTED where
// it takes too long or makes too many pages, INTERNAL where a worker crashed, UNAVAILABLE where none can be
// started. Thread-safe; as many statements are set at a time as there are workers.
class WorkerPageSetter : public PageSetter {
 public:
  // Returns when the workers are ready. UNAVAILABLE: they cannot be started.
  static absl::StatusOr<std::unique_ptr<WorkerPageSetter>> Start(PageWorkerOptions options);

  absl::StatusOr<SetPages> Set(const PublicStatement& statement) override;
  std::string version() const override;

  // Every Set that runs or begins ends with CANCELLED at once. For shutting down.
  void Stop();

 private:
  WorkerPageSetter(PageWorkerOptions options, std::unique_ptr<WorkerPool> pool);

  const PageWorkerOptions options_;
  const std::unique_ptr<WorkerPool> pool_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_PAGE_SETTER_H_
