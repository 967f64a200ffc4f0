#include "content-service/service/live_tail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace communique::content {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// A log of the changes that a test says, which counts how often it is read.
class LogOfTest final : public ChangeLog {
 public:
  void Tell(const std::string& title) {
    v1::ChangeSet& set = Next();
    set.add_changes()->mutable_statement()->mutable_statement()->set_name(title);
  }
  void TellErasure() { Next().add_changes()->mutable_erasure()->set_resource("statements/a/revisions/1"); }
  void TellNothing() { Next(); }
  // As a read tells commit `number` once its text is gone.
  void EraseTextOf(size_t number) {
    sets_[number - 1].mutable_changes(0)->mutable_statement()->mutable_statement()->clear_name();
  }
  int reads() const { return reads_; }

  LogHead Head(v1::View) const override { return {sets_.size(), "", ""}; }
  absl::StatusOr<LogRead> ReadChangeSets(v1::View, LogCursor after, const v1::ChangeFilter&,
                                         size_t byte_limit) const override {
    ++reads_;
    LogRead read{{}, after, false};
    for (size_t bytes = 0; read.next.number < sets_.size(); ++read.next.number) {
      const v1::ChangeSet& set = sets_[read.next.number];
      if ((read.more = bytes >= byte_limit)) break;
      bytes += set.ByteSizeLong();
      if (set.changes_size() > 0) read.change_sets.push_back(set);
    }
    return read;
  }
  absl::StatusOr<std::unique_ptr<SnapshotReader>> OpenSnapshot(v1::View,
                                                               const v1::ChangeFilter&) const override {
    return absl::UnimplementedError("no test asks for it");
  }
  absl::StatusOr<std::unique_ptr<SnapshotReader>> ResumeSnapshot(v1::View, const v1::ChangeFilter&,
                                                                 absl::string_view) const override {
    return absl::UnimplementedError("no test asks for it");
  }
  absl::StatusOr<uint64_t> NumberOf(v1::View, const Position&) const override { return 0; }
  absl::StatusOr<std::string> PositionOf(v1::View, uint64_t) const override { return std::string(); }

 private:
  v1::ChangeSet& Next() {
    v1::ChangeSet& set = sets_.emplace_back();
    set.set_number(sets_.size());
    set.set_last_fragment(true);
    return set;
  }

  std::vector<v1::ChangeSet> sets_;
  mutable int reads_ = 0;
};

class LiveTailTest : public ::testing::Test {
 protected:
  // What a watcher with this cursor is told, as it reads it.
  v1::WatchResponse Told(uint64_t after, size_t byte_limit = 1 << 16) {
    last_ = *tail_.Read({after, 0}, filter_, byte_limit);
    grpc::Slice bytes;
    EXPECT_TRUE(ChangeSetsMessage(last_.change_sets).DumpToSingleSlice(&bytes).ok());
    v1::WatchResponse told;
    EXPECT_TRUE(told.ParseFromArray(bytes.begin(), static_cast<int>(bytes.size())));
    return told;
  }

  LogOfTest log_;
  LiveTail tail_{log_, v1::VIEW_EDITORIAL};
  v1::ChangeFilter filter_;
  EncodedRead last_;
};

TEST_F(LiveTailTest, ManyWhoFollowAreToldByOneReadOfTheLog) {
  for (int i = 1; i <= 3; ++i) log_.Tell(absl::StrCat("statements/", i));
  for (int watcher = 0; watcher < 10; ++watcher) {
    const v1::WatchResponse told = Told(1);
    ASSERT_EQ(told.change_sets().change_sets_size(), 2);
    EXPECT_EQ(told.change_sets().change_sets(0).number(), 2u);
    EXPECT_EQ(told.change_sets().change_sets(1).changes(0).statement().statement().name(), "statements/3");
    EXPECT_EQ(last_.next, (LogCursor{3, 0}));
    EXPECT_FALSE(last_.more);
  }
  EXPECT_EQ(log_.reads(), 1);
}

TEST_F(LiveTailTest, WhatComesLaterIsReadAlone) {
  log_.Tell("statements/1");
  Told(0);
  log_.Tell("statements/2");
  const v1::WatchResponse told = Told(1);
  ASSERT_EQ(told.change_sets().change_sets_size(), 1);
  EXPECT_EQ(told.change_sets().change_sets(0).number(), 2u);
  EXPECT_EQ(log_.reads(), 2);
  EXPECT_EQ(Told(2).change_sets().change_sets_size(), 0);
  EXPECT_EQ(log_.reads(), 2);
}

TEST_F(LiveTailTest, ACommitThatTellsNothingMovesTheCursor) {
  log_.Tell("statements/1");
  log_.TellNothing();
  log_.TellNothing();
  EXPECT_EQ(Told(1).change_sets().change_sets_size(), 0);
  EXPECT_EQ(last_.next, (LogCursor{3, 0}));
  EXPECT_FALSE(last_.more);
}

TEST_F(LiveTailTest, AMessageEndsAtItsLimitAndTheNextGoesOnThere) {
  for (int i = 1; i <= 3; ++i) log_.Tell(absl::StrCat("statements/", i));
  EXPECT_EQ(Told(0, 1).change_sets().change_sets_size(), 1);
  EXPECT_EQ(last_.next, (LogCursor{1, 0}));
  EXPECT_TRUE(last_.more);
}

TEST_F(LiveTailTest, WhatWasErasedIsNotToldFromMemory) {
  log_.Tell("statements/secret");
  log_.Tell("statements/other");
  EXPECT_THAT(Told(0).ShortDebugString(), HasSubstr("secret"));
  log_.EraseTextOf(1);
  log_.TellErasure();
  const v1::WatchResponse told = Told(0);
  EXPECT_EQ(told.change_sets().change_sets_size(), 3);
  EXPECT_THAT(told.ShortDebugString(), Not(HasSubstr("secret")));
}

TEST_F(LiveTailTest, WhoeverFiltersReadsTheLog) {
  log_.Tell("statements/1");
  filter_.add_languages("en");
  Told(0);
  Told(0);
  EXPECT_EQ(log_.reads(), 2);
}

TEST_F(LiveTailTest, AfterALongTimeWithoutWatchersOnlyTheNewestIsKept) {
  for (int i = 1; i <= 5000; ++i) log_.Tell("statements/x");
  EXPECT_EQ(Told(4990).change_sets().change_sets_size(), 10);
  EXPECT_LE(log_.reads(), 2);
}

}  // namespace
}  // namespace communique::content
