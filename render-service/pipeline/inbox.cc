#include "render-service/pipeline/inbox.h"

#include <utility>
#include <variant>

namespace communique::render {
namespace {

constexpr size_t kMostPieces = 1'000;

size_t SizeOf(const std::vector<content::v1::Change>& changes) {
  size_t size = 0;
  for (const content::v1::Change& change : changes) size += change.ByteSizeLong();
  return size;
}

size_t SizeOf(const Followed& followed) {
  if (const auto* part = std::get_if<SnapshotPart>(&followed)) return SizeOf(part->changes);
  if (const auto* commit = std::get_if<FollowedCommit>(&followed)) return SizeOf(commit->changes);
  return 0;
}

}  // namespace

bool Inbox::Push(Followed followed) {
  const size_t size = SizeOf(followed);
  const auto has_room = [this, size] {
    mutex_.AssertHeld();
    return closed_ || waiting_.empty() || (bytes_ + size <= most_bytes_ && waiting_.size() < kMostPieces);
  };
  absl::MutexLock lock(&mutex_, absl::Condition(&has_room));
  if (closed_) return false;
  bytes_ += size;
  waiting_.push_back(std::move(followed));
  return true;
}

std::vector<Followed> Inbox::Take(absl::Duration wait) {
  const auto has_news = [this] {
    mutex_.AssertHeld();
    return closed_ || woken_ || !waiting_.empty();
  };
  absl::MutexLock lock(&mutex_);
  mutex_.AwaitWithTimeout(absl::Condition(&has_news), wait);
  woken_ = false;
  bytes_ = 0;
  return std::exchange(waiting_, {});
}

bool Inbox::empty() const {
  absl::MutexLock lock(&mutex_);
  return waiting_.empty();
}

void Inbox::Wake() {
  absl::MutexLock lock(&mutex_);
  woken_ = true;
}

void Inbox::Close() {
  absl::MutexLock lock(&mutex_);
  closed_ = true;
}

bool Inbox::closed() const {
  absl::MutexLock lock(&mutex_);
  return closed_;
}

void Inbox::WaitForClose(absl::Duration wait) const {
  absl::MutexLock lock(&mutex_);
  mutex_.AwaitWithTimeout(absl::Condition(&closed_), wait);
}

}  // namespace communique::render
