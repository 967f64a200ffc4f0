#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_IMAGE_MAKER_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_IMAGE_MAKER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "render-service/image/image_maker.h"
#include "render-service/image/worker/worker_pool.h"

namespace communique::render {

struct ImageWorkerOptions {
  // communique-image-worker; empty: the one beside the program that is running.
  std::string program;
  int workers = 2;
  // Of one image, all its targets together.
  absl::Duration time_limit = absl::Seconds(30);
};

// Makes images with libvips in sandboxed worker processes. Beyond what ImageMaker promises: INTERNAL where a
// worker crashed on the image, UNAVAILABLE where none can be started. Thread-safe; as many images are made
// at a time as there are workers.
class WorkerImageMaker : public ImageMaker {
 public:
  // Returns when the workers are ready. UNAVAILABLE: they cannot be started.
  static absl::StatusOr<std::unique_ptr<WorkerImageMaker>> Start(const ImageWorkerOptions& options);

  absl::StatusOr<MadeImages> Make(absl::string_view source, const std::vector<ImageTarget>& targets) override;
  std::string version() const override;

  // Every Make that runs or begins ends with CANCELLED at once. For shutting down.
  void Stop();

 private:
  explicit WorkerImageMaker(std::unique_ptr<WorkerPool> pool);

  const std::unique_ptr<WorkerPool> pool_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_WORKER_IMAGE_MAKER_H_
