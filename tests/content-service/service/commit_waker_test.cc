#include "content-service/service/commit_waker.h"

#include <gtest/gtest.h>

#include <atomic>

#include "absl/status/status.h"

namespace communique::content {
namespace {

// Knows its head alone.
class FakeChangeLog final : public ChangeLog {
 public:
  std::atomic<uint64_t> head = 0;

  LogHead Head(v1::View) const override { return {.number = head, .position = "", .chain_hash = ""}; }
  absl::StatusOr<LogRead> ReadChangeSets(v1::View, LogCursor, const v1::ChangeFilter&,
                                         size_t) const override {
    return Unused();
  }
  absl::StatusOr<std::unique_ptr<SnapshotReader>> OpenSnapshot(v1::View,
                                                               const v1::ChangeFilter&) const override {
    return Unused();
  }
  absl::StatusOr<std::unique_ptr<SnapshotReader>> ResumeSnapshot(v1::View, const v1::ChangeFilter&,
                                                                 absl::string_view) const override {
    return Unused();
  }
  absl::StatusOr<uint64_t> NumberOf(v1::View, const Position&) const override { return Unused(); }
  absl::StatusOr<std::string> PositionOf(v1::View, uint64_t) const override { return Unused(); }

 private:
  static absl::Status Unused() { return absl::UnimplementedError("not asked for"); }
};

class Counter : public serving::Sleeper {
 public:
  void Wake() override { ++wakes; }
  std::atomic<int> wakes = 0;
};

class CommitWakerTest : public ::testing::Test {
 protected:
  CommitWakerTest() { list_.Add(&sleeper_); }
  ~CommitWakerTest() override { list_.Remove(&sleeper_); }

  // Without an executor, callbacks run at once on the thread that commits.
  void Commit(uint64_t sequence, uint64_t public_position, uint64_t head_of_view) {
    log_.head = head_of_view;
    commits_.Advance(sequence, public_position);
  }

  FakeChangeLog log_;
  HeadWaiters commits_{0, 0, nullptr};
  serving::WakeList list_;
  Counter sleeper_;
};

TEST_F(CommitWakerTest, WakesTheListAtEveryCommitOfItsView) {
  const CommitWaker waker(v1::VIEW_EDITORIAL, log_, commits_, list_);
  Commit(1, 0, 1);
  Commit(2, 0, 2);
  Commit(5, 1, 5);
  EXPECT_EQ(sleeper_.wakes, 3);
}

TEST_F(CommitWakerTest, HiddenCommitsWakeNobodyInPublic) {
  const CommitWaker waker(v1::VIEW_PUBLIC, log_, commits_, list_);
  Commit(1, 0, 0);
  Commit(2, 0, 0);
  EXPECT_EQ(sleeper_.wakes, 0);
  Commit(3, 1, 1);
  EXPECT_EQ(sleeper_.wakes, 1);
}

TEST_F(CommitWakerTest, OneThatIsGoneWakesNobody) {
  { const CommitWaker waker(v1::VIEW_EDITORIAL, log_, commits_, list_); }
  Commit(1, 1, 1);
  EXPECT_EQ(sleeper_.wakes, 0);
}

}  // namespace
}  // namespace communique::content
