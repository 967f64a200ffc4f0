#include "render-service/pipeline/image_lane.h"

#include <utility>

namespace communique::render {
namespace {

constexpr size_t kImageThreads = 2;
// Publishing costs two syncs of the site, however many files it is about.
constexpr size_t kWorthTaking = 8;

size_t SizeOf(const Rendered& rendered) {
  size_t size = 0;
  for (const RenderedFile& file : rendered.files) size += file.bytes.size();
  return size;
}

}  // namespace

ImageLane::ImageLane(const OutputRenderer& renderer, std::function<void()> when_worth_taking)
    : renderer_(renderer), when_worth_taking_(std::move(when_worth_taking)) {
  for (size_t i = 0; i < kImageThreads; ++i) threads_.emplace_back([this] { Run(); });
}

ImageLane::~ImageLane() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  for (std::thread& thread : threads_) thread.join();
}

void ImageLane::Ask(const std::vector<Pending>& work, const SiteOutline& outline) {
  if (work.empty()) return;
  const auto shared = std::make_shared<const SiteOutline>(outline);
  absl::MutexLock lock(&mutex_);
  for (const Pending& pending : work) {
    if (under_way_.size() >= kMostUnderWay) return;
    if (under_way_.insert(pending.key).second) asked_.push_back({pending, shared});
  }
}

std::vector<ImageLane::Made> ImageLane::Take() {
  absl::MutexLock lock(&mutex_);
  for (const Made& made : made_) under_way_.erase(made.work.key);
  made_bytes_ = 0;
  return std::exchange(made_, {});
}

bool ImageLane::is_busy() const {
  absl::MutexLock lock(&mutex_);
  return !under_way_.empty();
}

void ImageLane::Run() {
  const auto may_go_on = [this] {
    mutex_.AssertHeld();
    return stopping_ || (!asked_.empty() && made_bytes_ < kMostBytes);
  };
  while (true) {
    Asked next;
    {
      absl::MutexLock lock(&mutex_, absl::Condition(&may_go_on));
      if (stopping_) return;
      next = std::move(asked_.front());
      asked_.pop_front();
    }
    Rendered rendered = renderer_.Render(next.work.key, *next.outline);
    bool is_worth_taking = false;
    {
      absl::MutexLock lock(&mutex_);
      made_bytes_ += SizeOf(rendered);
      made_.push_back({std::move(next.work), std::move(rendered)});
      is_worth_taking =
          made_.size() == under_way_.size() || made_.size() >= kWorthTaking || made_bytes_ >= kMostBytes;
    }
    if (is_worth_taking) when_worth_taking_();
  }
}

}  // namespace communique::render
