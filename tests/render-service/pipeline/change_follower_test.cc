#include "render-service/pipeline/change_follower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <optional>
#include <thread>
#include <variant>

#include "statement/errors.h"
#include "statement/position.h"
#include "tests/render-service/pipeline/fake_content.h"
#include "tests/testing/public_changes.h"

namespace communique::render {
namespace {

using ::communique::render::testing::FakeContent;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::Told;
using ::testing::HasSubstr;

constexpr char kEpoch[] = "00000000000000aa";

class ChangeFollowerTest : public ::testing::Test {
 protected:
  ~ChangeFollowerTest() override {
    inbox_.Close();
    content_.Stop();
    if (thread_.joinable()) thread_.join();
  }

  void Follow(ContentClient& client, const Checkpoint& from, EpochSwitch* epochs = nullptr) {
    follower_ = std::make_unique<ChangeFollower>(
        client, from, inbox_, status_,
        ChangeFollower::Backoff{.first = absl::Milliseconds(5), .longest = absl::Milliseconds(10)}, epochs);
    thread_ = std::thread([this] { follower_->Run(); });
  }

  // The next piece, or SnapshotStarted where none came in time.
  Followed Next() {
    while (waiting_.empty()) {
      for (Followed& followed : inbox_.Take(absl::Seconds(20))) waiting_.push_back(std::move(followed));
      if (waiting_.empty()) return SnapshotStarted{};
    }
    Followed next = std::move(waiting_.front());
    waiting_.erase(waiting_.begin());
    return next;
  }

  const serving::Log log_{"test", serving::LogFormat::kJson, serving::LogLevel::kError};
  FakeContent content_{kEpoch};
  Inbox inbox_;
  RenderStatus status_{log_};
  std::unique_ptr<ChangeFollower> follower_;
  std::vector<Followed> waiting_;
  std::thread thread_;
};

TEST_F(ChangeFollowerTest, TakesASnapshotFirstAndThenEveryCommit) {
  content_.Commit({Told(MakeSection("press", "Press")), Told(MakeStatement({}))});
  Follow(content_, {});
  EXPECT_TRUE(std::holds_alternative<SnapshotStarted>(Next()));
  EXPECT_TRUE(std::holds_alternative<SnapshotPart>(Next()));
  EXPECT_TRUE(std::holds_alternative<SnapshotPart>(Next()));
  const Followed complete = Next();
  ASSERT_TRUE(std::holds_alternative<SnapshotComplete>(complete));
  EXPECT_EQ(std::get<SnapshotComplete>(complete).epoch, kEpoch);
  EXPECT_EQ(std::get<SnapshotComplete>(complete).number, 1u);
  content_.Commit({Told(MakeStatement({.edition = 2}))});
  const Followed commit = Next();
  ASSERT_TRUE(std::holds_alternative<FollowedCommit>(commit));
  EXPECT_EQ(std::get<FollowedCommit>(commit).number, 2u);
}

TEST_F(ChangeFollowerTest, GoesOnWithABrokenSnapshotAndABrokenStreamWithoutGapOrRepeat) {
  for (int i = 0; i < 5; ++i)
    content_.Commit({Told(MakeStatement({.id = std::string(1, static_cast<char>('a' + i))}))});
  content_.BreakAfter({2, 1, 0, 3, 1, 1, 1});
  Follow(content_, {});
  EXPECT_TRUE(std::holds_alternative<SnapshotStarted>(Next()));
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(std::holds_alternative<SnapshotPart>(Next())) << i;
  EXPECT_TRUE(std::holds_alternative<SnapshotComplete>(Next()));
  for (uint64_t number = 6; number < 12; ++number) {
    content_.Commit({Told(MakeStatement({}))});
    const Followed commit = Next();
    ASSERT_TRUE(std::holds_alternative<FollowedCommit>(commit));
    EXPECT_EQ(std::get<FollowedCommit>(commit).number, number);
  }
}

TEST_F(ChangeFollowerTest, AHistoryOfAnotherEpochIsReportedAndNotFollowed) {
  content_.Commit({Told(MakeStatement({}))});
  Follow(content_, {.epoch = "00000000000000bb", .number = 1});
  while (status_.Read().last_error.empty()) std::this_thread::yield();
  EXPECT_THAT(status_.Read().last_error, HasSubstr("EPOCH_CHANGED"));
  EXPECT_FALSE(status_.Read().connected);
  EXPECT_FALSE(status_.Read().head.has_value());
  EXPECT_TRUE(inbox_.empty());
}

TEST_F(ChangeFollowerTest, HowFarContentServiceIsIsUnknownUntilItHasSaidSo) {
  content_.SetUnreachable(true);
  content_.Commit({Told(MakeStatement({}))});
  // As it was before the process began: all that was told then is done.
  status_.SetComplete(kEpoch, 0);
  Follow(content_, {.epoch = kEpoch, .number = 0});
  while (status_.Read().last_error.empty()) std::this_thread::yield();
  EXPECT_FALSE(status_.Read().connected);
  EXPECT_FALSE(status_.Read().head.has_value());
  content_.SetUnreachable(false);
  while (!status_.Read().head.has_value()) std::this_thread::yield();
  EXPECT_EQ(status_.Read().head, 1u);
  EXPECT_TRUE(status_.Read().connected);
}

TEST_F(ChangeFollowerTest, AnotherHistoryTakesBackWhatWasKnownOfTheHead) {
  RenderStatus status{log_};
  status.SetHead(7);
  status.SetConnection(false, absl::UnavailableError("away"));
  EXPECT_EQ(status.Read().head, 7u);
  status.SetConnection(false,
                       ErrorWithReason(absl::StatusCode::kFailedPrecondition, "EPOCH_CHANGED", "another"));
  EXPECT_FALSE(status.Read().head.has_value());
}

// Leads to one history and then to another: from the next stream on, or from the one after it.
class MovedContent : public ContentClient {
 public:
  explicit MovedContent(FakeContent& content) : content_(&content) {}
  void MoveTo(FakeContent& content) { content_ = &content; }
  void MoveAfterNext(FakeContent& content) { next_ = &content; }
  absl::Status Watch(const content::v1::WatchRequest& request, const OnMessage& on_message) override {
    const absl::Status ended = content_.load()->Watch(request, on_message);
    if (FakeContent* next = next_.exchange(nullptr)) content_ = next;
    return ended;
  }
  absl::StatusOr<std::string> Download(const std::string&) override { return absl::NotFoundError("none"); }
  void Stop() override {}

 private:
  std::atomic<FakeContent*> content_;
  std::atomic<FakeContent*> next_ = nullptr;
};

class ThirdHistoryTest : public ChangeFollowerTest {
 protected:
  ~ThirdHistoryTest() override {
    inbox_.Close();
    reviewed_.Stop();
    third_.Stop();
    if (thread_.joinable()) thread_.join();
  }

  // A review lets the one history pass, as if it had been accepted; `move` happens right after it.
  void FollowWithReview(const std::function<void()>& move) {
    moved_.MoveTo(reviewed_);
    epochs_.emplace(
        [this, move](const Checkpoint&) -> absl::StatusOr<ComparedHistory> {
          ComparedHistory history;
          history.change.set_epoch(++reviews_ == 1 ? kReviewed : kThird);
          if (reviews_ > 1) {
            history.change.set_added_count(1);
            return history;
          }
          (void)reviewed_.Watch({}, [&](const content::v1::WatchResponse& message) {
            if (message.has_snapshot()) history.first = message.snapshot();
            return false;
          });
          move();
          return history;
        },
        status_);
    Follow(moved_, {.epoch = kEpoch, .number = 1}, &*epochs_);
  }
  void ExpectTheThirdWaitsToBeAccepted() {
    while (!epochs_->pending().has_value()) std::this_thread::yield();
    EXPECT_EQ(epochs_->pending()->epoch(), kThird);
  }

  static constexpr char kReviewed[] = "00000000000000bb";
  static constexpr char kThird[] = "00000000000000cc";
  FakeContent reviewed_{kReviewed};
  FakeContent third_{kThird};
  MovedContent moved_{content_};
  std::atomic<int> reviews_ = 0;
  std::optional<EpochSwitch> epochs_;
};

TEST_F(ThirdHistoryTest, IsNotFollowedInsteadOfTheOneThatWasReviewed) {
  reviewed_.Commit({Told(MakeStatement({.id = "a"})), Told(MakeStatement({.id = "b"}))});
  third_.Commit({Told(MakeStatement({.id = "c"}))});
  FollowWithReview([&] { moved_.MoveTo(third_); });
  ExpectTheThirdWaitsToBeAccepted();
  EXPECT_TRUE(inbox_.empty());
}

TEST_F(ThirdHistoryTest, IsNotFollowedInsteadOfOneWithNothingInIt) {
  third_.Commit({Told(MakeStatement({.id = "c"}))});
  FollowWithReview([&] { moved_.MoveTo(third_); });
  ExpectTheThirdWaitsToBeAccepted();
  EXPECT_TRUE(inbox_.empty());
}

TEST_F(ThirdHistoryTest, IsNotFollowedInTheMiddleOfTheSnapshotOfTheOneThatWasReviewed) {
  reviewed_.Commit(
      {Told(MakeStatement({.id = "a"})), Told(MakeStatement({.id = "b"})), Told(MakeStatement({.id = "d"}))});
  third_.Commit({Told(MakeStatement({.id = "c"}))});
  FollowWithReview([&] {
    reviewed_.BreakAfter({1});
    moved_.MoveAfterNext(third_);
  });
  ExpectTheThirdWaitsToBeAccepted();
  EXPECT_TRUE(std::holds_alternative<SnapshotStarted>(Next()));
  EXPECT_TRUE(std::holds_alternative<SnapshotPart>(Next()));
  EXPECT_TRUE(std::holds_alternative<SnapshotPart>(Next()));
  // What was told is forgotten, and nothing comes after it.
  EXPECT_TRUE(std::holds_alternative<SnapshotStarted>(Next()));
  EXPECT_TRUE(inbox_.empty());
}

TEST_F(ThirdHistoryTest, TheOneThatWasReviewedIsFollowedFromItsBeginning) {
  reviewed_.Commit({Told(MakeStatement({.id = "a"})), Told(MakeStatement({.id = "b"}))});
  FollowWithReview([] {});
  EXPECT_TRUE(std::holds_alternative<SnapshotStarted>(Next()));
  for (const char* name : {"statements/a", "statements/b"}) {
    const Followed part = Next();
    ASSERT_TRUE(std::holds_alternative<SnapshotPart>(part));
    EXPECT_EQ(std::get<SnapshotPart>(part).changes[0].statement().statement().name(), name);
  }
  const Followed complete = Next();
  ASSERT_TRUE(std::holds_alternative<SnapshotComplete>(complete));
  EXPECT_EQ(std::get<SnapshotComplete>(complete).epoch, kReviewed);
}

// Plays one prepared stream again and again.
class PlayedContent : public ContentClient {
 public:
  explicit PlayedContent(std::vector<content::v1::WatchResponse> messages) : messages_(std::move(messages)) {}
  absl::Status Watch(const content::v1::WatchRequest&, const OnMessage& on_message) override {
    for (const content::v1::WatchResponse& message : messages_) {
      if (!on_message(message)) return absl::OkStatus();
    }
    return absl::UnavailableError("the end");
  }
  absl::StatusOr<std::string> Download(const std::string&) override { return absl::NotFoundError("none"); }
  void Stop() override {}

 private:
  const std::vector<content::v1::WatchResponse> messages_;
};

content::v1::WatchResponse Fragment(uint64_t number, const std::string& id, bool is_last) {
  content::v1::WatchResponse message;
  content::v1::ChangeSet& change_set = *message.mutable_change_sets()->add_change_sets();
  change_set.set_number(number);
  change_set.set_last_fragment(is_last);
  *change_set.add_changes() = Told(MakeStatement({.id = id}));
  return message;
}

TEST_F(ChangeFollowerTest, FragmentsOfACommitAreHandedOnAsOne) {
  PlayedContent content({Fragment(8, "a", false), Fragment(8, "b", false), Fragment(8, "c", true)});
  Follow(content, {.epoch = kEpoch, .number = 7});
  const Followed commit = Next();
  ASSERT_TRUE(std::holds_alternative<FollowedCommit>(commit));
  EXPECT_EQ(std::get<FollowedCommit>(commit).changes.size(), 3u);
  inbox_.Close();
  thread_.join();
}

// Plays each stream once, and keeps the cursors that it was asked with.
class BrokenContent : public ContentClient {
 public:
  explicit BrokenContent(std::vector<std::vector<content::v1::WatchResponse>> streams)
      : streams_(std::move(streams)) {}
  absl::Status Watch(const content::v1::WatchRequest& request, const OnMessage& on_message) override {
    cursors.push_back(DecodePosition(request.cursor())->public_position);
    if (cursors.size() > streams_.size()) return absl::UnavailableError("the end");
    for (const content::v1::WatchResponse& message : streams_[cursors.size() - 1]) {
      if (!on_message(message)) return absl::OkStatus();
    }
    return absl::UnavailableError("the stream broke");
  }
  absl::StatusOr<std::string> Download(const std::string&) override { return absl::NotFoundError("none"); }
  void Stop() override {}

  std::vector<uint64_t> cursors;

 private:
  const std::vector<std::vector<content::v1::WatchResponse>> streams_;
};

TEST_F(ChangeFollowerTest, AStreamThatBreaksBetweenFragmentsGoesOnBeforeTheirCommit) {
  const auto a = Fragment(8, "a", false);
  const auto b = Fragment(8, "b", false);
  const auto c = Fragment(8, "c", true);
  BrokenContent content({{a}, {a, b}, {a, b, c, Fragment(9, "d", false)}, {Fragment(9, "d", true)}});
  Follow(content, {.epoch = kEpoch, .number = 7});
  for (const auto& [number, changes] : {std::pair{8u, 3u}, {9u, 1u}}) {
    const Followed commit = Next();
    ASSERT_TRUE(std::holds_alternative<FollowedCommit>(commit));
    EXPECT_EQ(std::get<FollowedCommit>(commit).number, number);
    EXPECT_EQ(std::get<FollowedCommit>(commit).changes.size(), changes);
  }
  EXPECT_TRUE(inbox_.empty());
  inbox_.Close();
  thread_.join();
  content.cursors.resize(4);
  EXPECT_THAT(content.cursors, ::testing::ElementsAre(7u, 7u, 7u, 8u));
}

TEST_F(ChangeFollowerTest, AStreamWithAGapIsRefused) {
  PlayedContent content({Fragment(9, "a", true)});
  Follow(content, {.epoch = kEpoch, .number = 7});
  while (status_.Read().last_error.empty()) std::this_thread::yield();
  EXPECT_THAT(status_.Read().last_error, HasSubstr("commit 9 came after 7"));
  EXPECT_TRUE(inbox_.empty());
  inbox_.Close();
  thread_.join();
}

}  // namespace
}  // namespace communique::render
