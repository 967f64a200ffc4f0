// Writers wait for no watcher: shown by watchers who hold all that they can hold while others commit. Had the
// committing thread to wait for any of it, these tests would not end.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "content-service/service/commit_waker.h"
#include "content-service/service/live_tail.h"
#include "tests/testing/commands.h"
#include "tests/testing/store_under_test.h"

namespace communique::testing {
namespace {

using content::v1::View;

// A log that does not come to an end of reading until it is told to.
class StuckLog final : public content::ChangeLog {
 public:
  explicit StuckLog(const content::ChangeLog& log) : log_(log) {}
  void WaitForReader() const { entered_.WaitForNotification(); }
  void Release() { release_.Notify(); }

  content::LogHead Head(View view) const override { return log_.Head(view); }
  absl::StatusOr<content::LogRead> ReadChangeSets(View view, content::LogCursor after,
                                                  const content::v1::ChangeFilter& filter,
                                                  size_t byte_limit) const override {
    if (!entered_.HasBeenNotified()) entered_.Notify();
    release_.WaitForNotification();
    return log_.ReadChangeSets(view, after, filter, byte_limit);
  }
  absl::StatusOr<std::unique_ptr<content::SnapshotReader>> OpenSnapshot(
      View view, const content::v1::ChangeFilter& filter) const override {
    return log_.OpenSnapshot(view, filter);
  }
  absl::StatusOr<std::unique_ptr<content::SnapshotReader>> ResumeSnapshot(
      View view, const content::v1::ChangeFilter& filter, absl::string_view token) const override {
    return log_.ResumeSnapshot(view, filter, token);
  }
  absl::StatusOr<uint64_t> NumberOf(View view, const Position& position) const override {
    return log_.NumberOf(view, position);
  }
  absl::StatusOr<std::string> PositionOf(View view, uint64_t number) const override {
    return log_.PositionOf(view, number);
  }

 private:
  const content::ChangeLog& log_;
  mutable absl::Notification entered_;
  absl::Notification release_;
};

// One of the streams, which is woken and never gets its turn.
class NeverRuns final : public serving::Sleeper {
 public:
  void Wake() override { ++wakes; }
  std::atomic<int> wakes = 0;
};

TEST(CommitterBesideWatchers, AThousandWhoNeverReadHoldNothingThatACommitNeeds) {
  StoreUnderTest store;
  ASSERT_OK(store.Do(MakeSection("press")));
  StuckLog log(store.log());
  content::LiveTail tail(log, content::v1::VIEW_EDITORIAL);
  // Reads for all who follow, with the lock of what they share.
  std::jthread reader([&] { EXPECT_OK(tail.Read({0, 0}, {}, 1 << 16)); });
  // Also where an assertion ends the test before that.
  absl::Cleanup let_it_go = [&log] { log.Release(); };
  log.WaitForReader();

  serving::WakeList list;
  std::vector<NeverRuns> watchers(1000);
  for (NeverRuns& watcher : watchers) list.Add(&watcher);
  {
    const content::CommitWaker waker(content::v1::VIEW_EDITORIAL, log, store.committer().waiters(), list);
    for (int i = 0; i < 20; ++i) {
      ASSERT_OK(store.Do(MakeStatement(absl::StrCat("s", i), absl::StrCat("Title ", i))));
    }
    // All have been told that there is something; who does not come for it is not told again and again.
    for (const NeverRuns& watcher : watchers) EXPECT_GE(watcher.wakes, 1);
  }
  for (NeverRuns& watcher : watchers) list.Remove(&watcher);
  std::move(let_it_go).Invoke();
  reader.join();
  ASSERT_OK_AND_ASSIGN(const auto read, tail.Read({0, 0}, {}, 1 << 20));
  EXPECT_EQ(read.next.number, 21u);
}

}  // namespace
}  // namespace communique::testing
