#include "render-service/image/worker_image_maker.h"

#include <iterator>
#include <utility>

#include "communique/worker/v1/worker.pb.h"
#include "render-service/image/worker/worker_pool.h"
#include "serving/status_macros.h"

namespace communique::render {

WorkerImageMaker::WorkerImageMaker(std::unique_ptr<WorkerPool> pool) : pool_(std::move(pool)) {}

absl::StatusOr<std::unique_ptr<WorkerImageMaker>> WorkerImageMaker::Start(const ImageWorkerOptions& options) {
  ASSIGN_OR_RETURN(auto pool, WorkerPool::Start({.program = options.program,
                                                 .role = "decode",
                                                 .workers = options.workers,
                                                 .time_limit = options.time_limit}));
  return std::unique_ptr<WorkerImageMaker>(new WorkerImageMaker(std::move(pool)));
}

absl::StatusOr<MadeImages> WorkerImageMaker::Make(absl::string_view source,
                                                  const std::vector<ImageTarget>& targets) {
  worker::v1::Request request;
  worker::v1::MakeImages& job = *request.mutable_make_images();
  for (const ImageTarget& target : targets) {
    worker::v1::MakeImages::Target& wanted = *job.add_targets();
    wanted.set_width(target.width);
    wanted.set_height(target.height);
    wanted.set_media_type(target.media_type);
  }
  ASSIGN_OR_RETURN(std::vector<std::string> results, pool_->Run(request, source));
  if (results.size() != targets.size() + 1) {
    return absl::InternalError("an image worker returned another number of images than was asked for");
  }
  MadeImages made;
  made.cleaned_copy = std::move(results.front());
  made.images.assign(std::make_move_iterator(results.begin() + 1), std::make_move_iterator(results.end()));
  return made;
}

std::string WorkerImageMaker::version() const { return pool_->version(); }

void WorkerImageMaker::Stop() { pool_->Stop(); }

}  // namespace communique::render
