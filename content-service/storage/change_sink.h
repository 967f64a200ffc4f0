#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHANGE_SINK_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHANGE_SINK_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "communique/content/v1/change.pb.h"

namespace communique::content {

// Collects the changes of one thing that is told in an order which is always the same, up to a number of
// bytes. What was told before is skipped without being read again, so that a reader may stop anywhere and
// needs to remember only how many changes it was told. One thread.
class ChangeSink {
 public:
  ChangeSink(uint64_t skip, size_t byte_limit) : skip_(skip), byte_limit_(byte_limit) {}

  // Whether the next change is to be made and added. False where it was told before, or where the limit
  // is reached: nothing after it is wanted then either, though asking does no harm.
  bool Wants() { return Wanted(1) == 0; }

  // Of the next `count` changes, how many were told before. All of them where the limit is reached.
  int64_t Wanted(int64_t count) {
    if (full()) {
      cut_ = cut_ || count > 0;
      return count;
    }
    const auto skipped = static_cast<int64_t>(std::min(skip_, static_cast<uint64_t>(count)));
    skip_ -= static_cast<uint64_t>(skipped);
    return skipped;
  }

  // Only after Wants(), or for each of the rest after Wanted().
  void Add(v1::Change change) {
    bytes_ += change.ByteSizeLong();
    changes_.push_back(std::move(change));
  }

  bool full() const { return !changes_.empty() && bytes_ >= byte_limit_; }
  // Something was not told for want of room.
  bool cut() const { return cut_; }
  size_t bytes() const { return bytes_; }
  std::vector<v1::Change>& changes() { return changes_; }

 private:
  uint64_t skip_;
  const size_t byte_limit_;
  size_t bytes_ = 0;
  bool cut_ = false;
  std::vector<v1::Change> changes_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHANGE_SINK_H_
