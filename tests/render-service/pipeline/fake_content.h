#ifndef COMMUNIQUE_TESTS_RENDER_SERVICE_PIPELINE_FAKE_CONTENT_H_
#define COMMUNIQUE_TESTS_RENDER_SERVICE_PIPELINE_FAKE_CONTENT_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "render-service/pipeline/content_client.h"

namespace communique::render::testing {

// A content-service in memory: commits in order, a snapshot of what they add up to, a change in each
// message so that a stream can break anywhere. Thread-safe.
class FakeContent : public ContentClient {
 public:
  explicit FakeContent(std::string epoch = "00000000000000aa") : epoch_(std::move(epoch)) {}

  // A commit with a public effect; its number. What it erases is gone from the commits before it too.
  uint64_t Commit(std::vector<content::v1::Change> changes);
  // "blobs/{sha256}" of bytes that can be downloaded from now on.
  std::string AddBlob(const std::string& bytes);

  // The next streams break with UNAVAILABLE after so many messages each; then they hold.
  void BreakAfter(std::vector<int> messages);
  // Downloads fail with UNAVAILABLE until taken back.
  void SetAway(bool away);
  // Streams are refused with UNAVAILABLE until taken back.
  void SetUnreachable(bool unreachable);
  // How many streams were opened, or refused.
  int streams() const;

  absl::Status Watch(const content::v1::WatchRequest& request, const OnMessage& on_message) override {
    return WatchUntil(request, stopped_, on_message);
  }
  absl::StatusOr<std::string> Download(const std::string& blob) override;
  void Stop() override { StopOne(stopped_); }

  // The same for one of several clients, each with a flag of its own.
  absl::Status WatchUntil(const content::v1::WatchRequest& request, const bool& stopped,
                          const OnMessage& on_message);
  void StopOne(bool& stopped);

 private:
  std::vector<content::v1::Change> SnapshotAt(uint64_t number) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  content::v1::WatchResponse CommitMessage(uint64_t number) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::string PositionOf(uint64_t number) const;

  const std::string epoch_;
  mutable absl::Mutex mutex_;
  std::vector<std::vector<content::v1::Change>> commits_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, std::string> blobs_ ABSL_GUARDED_BY(mutex_);
  std::vector<int> breaks_ ABSL_GUARDED_BY(mutex_);
  bool away_ ABSL_GUARDED_BY(mutex_) = false;
  bool unreachable_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopped_ = false;
  int streams_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace communique::render::testing

#endif  // COMMUNIQUE_TESTS_RENDER_SERVICE_PIPELINE_FAKE_CONTENT_H_
