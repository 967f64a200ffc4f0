#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_IMAGE_LANE_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_IMAGE_LANE_H_

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "render-service/domain/site_outline.h"
#include "render-service/pipeline/output_renderer.h"
#include "render-service/storage/state_batch.h"

namespace communique::render {

// Makes images on threads of its own, beside the render loop, since one may take half a minute. It writes
// nothing: the loop asks, takes what was made, and publishes it. Ask, Take and the end are of one thread.
class ImageLane {
 public:
  // Outputs that are under way at most: asked for and not taken. No more is begun while more than this
  // many bytes wait to be taken.
  static constexpr size_t kMostUnderWay = 32;
  static constexpr size_t kMostBytes = size_t{64} << 20;

  // `when_worth_taking` is called, by any thread of the lane, when there is nothing more to make for now or
  // when enough to be published together is made. The renderer outlives the lane.
  ImageLane(const OutputRenderer& renderer, std::function<void()> when_worth_taking);
  // Waits for what is being made; the rest is not begun.
  ~ImageLane();
  ImageLane(const ImageLane&) = delete;
  ImageLane& operator=(const ImageLane&) = delete;

  // Those that are under way already, and those that are too many, are left out. `outline` is that of now.
  void Ask(const std::vector<Pending>& work, const SiteOutline& outline);

  struct Made {
    // As it was asked for.
    Pending work;
    Rendered rendered;
  };
  std::vector<Made> Take();

  // Whether anything is under way.
  bool is_busy() const;

 private:
  struct Asked {
    Pending work;
    std::shared_ptr<const SiteOutline> outline;
  };

  void Run();

  const OutputRenderer& renderer_;
  const std::function<void()> when_worth_taking_;
  mutable absl::Mutex mutex_;
  std::set<OutputKey> under_way_ ABSL_GUARDED_BY(mutex_);
  std::deque<Asked> asked_ ABSL_GUARDED_BY(mutex_);
  std::vector<Made> made_ ABSL_GUARDED_BY(mutex_);
  size_t made_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_IMAGE_LANE_H_
