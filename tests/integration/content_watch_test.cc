// The change stream as a subscriber sees it, over real gRPC.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "content-service/domain/change_selector.h"
#include "content-service/storage/snapshot_token.h"
#include "statement/errors.h"
#include "statement/position.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"

namespace communique::testing {
namespace {

using ::testing::HasSubstr;
using namespace content::v1;  // NOLINT: the words of the API

// One subscription, read message by message.
class Watcher {
 public:
  Watcher(ChangeService::Stub& stub, const WatchRequest& request) : reader_(stub.Watch(&context_, request)) {}
  ~Watcher() { context_.TryCancel(); }

  // The next message, or nothing at the end.
  std::optional<WatchResponse> Next() {
    WatchResponse response;
    if (!reader_->Read(&response)) return std::nullopt;
    return response;
  }
  // The next message of a kind; those before it are passed over.
  std::optional<WatchResponse> NextOf(WatchResponse::MessageCase kind) {
    while (auto response = Next()) {
      if (response->message_case() == kind) return response;
    }
    return std::nullopt;
  }
  absl::Status Finish() { return serving::FromGrpcStatus(reader_->Finish()); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<WatchResponse>> reader_;
};

class ContentWatch : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
  }
  static WatchRequest Request(View view, const std::string& cursor = "") {
    WatchRequest request;
    request.set_view(view);
    request.set_cursor(cursor);
    request.mutable_progress_interval()->set_nanos(100'000'000);
    return request;
  }
  std::string HeadOf(View view) {
    GetHeadRequest request;
    request.set_view(view);
    const auto head = Call(*changes_, &Changes::GetHead, request);
    EXPECT_OK(head);
    return head.ok() ? head->position() : "";
  }
};

TEST_F(ContentWatch, TellsASnapshotThenEveryChangeAfterIt) {
  ASSERT_OK(CreateAndPublish("before", "Before"));
  ASSERT_OK(Create("hidden", "Hidden"));
  Watcher watcher(*changes_, Request(VIEW_PUBLIC));
  std::vector<std::string> told;
  std::optional<WatchResponse> message;
  while ((message = watcher.Next()) && message->has_snapshot()) {
    for (const Change& change : message->snapshot().changes()) {
      if (change.has_statement()) told.push_back(change.statement().statement().name());
    }
  }
  EXPECT_THAT(told, ::testing::ElementsAre("statements/before"));
  ASSERT_TRUE(message && message->has_snapshot_end());
  EXPECT_EQ(message->snapshot_end().position(), HeadOf(VIEW_PUBLIC));
  const uint64_t at = message->snapshot_end().number();

  ASSERT_OK(CreateAndPublish("after", "After"));
  message = watcher.NextOf(WatchResponse::kChangeSets);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->change_sets().change_sets(0).number(), at + 1);
  EXPECT_EQ(message->change_sets().change_sets(0).actor(), "");
}

TEST_F(ContentWatch, ResumesAfterACursorWithoutGapOrRepeatAcrossARestart) {
  std::string cursor = HeadOf(VIEW_EDITORIAL);
  uint64_t last = 0;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i) {
      ASSERT_OK(Create(absl::StrCat("r", round, "-", i), absl::StrCat("Round ", round, " ", i)));
    }
    {
      Watcher watcher(*changes_, Request(VIEW_EDITORIAL, cursor));
      for (int seen = 0; seen < 4;) {
        const auto message = watcher.NextOf(WatchResponse::kChangeSets);
        ASSERT_TRUE(message);
        for (const ChangeSet& change_set : message->change_sets().change_sets()) {
          if (last != 0) {
            EXPECT_EQ(change_set.number(), last + 1);
          }
          last = change_set.number();
          cursor = change_set.position();
          ++seen;
        }
      }
    }
    StopService();
    StartService();
  }
  EXPECT_EQ(cursor, HeadOf(VIEW_EDITORIAL));
}

TEST_F(ContentWatch, ManyWaitingCommitsComeInOneMessage) {
  const std::string cursor = HeadOf(VIEW_EDITORIAL);
  for (int i = 0; i < 20; ++i) ASSERT_OK(Create(absl::StrCat("s", i), absl::StrCat("Title ", i)));
  Watcher watcher(*changes_, Request(VIEW_EDITORIAL, cursor));
  const auto message = watcher.NextOf(WatchResponse::kChangeSets);
  ASSERT_TRUE(message);
  EXPECT_GT(message->change_sets().change_sets_size(), 1);
}

TEST_F(ContentWatch, HiddenWorkDoesNotShowInPublic) {
  ASSERT_OK(CreateAndPublish("shown", "Shown"));
  const std::string cursor = HeadOf(VIEW_PUBLIC);
  Watcher watcher(*changes_, Request(VIEW_PUBLIC, cursor));
  auto first = watcher.Next();
  ASSERT_TRUE(first && first->has_progress()) << "told on reaching the head";
  ASSERT_OK(Create("hidden", "Hidden"));
  const auto second = watcher.Next();
  ASSERT_TRUE(second && second->has_progress());
  EXPECT_EQ(second->progress().position(), cursor);
  EXPECT_EQ(second->progress().number(), first->progress().number());
  EXPECT_EQ(second->progress().lag(), 0u);
  EXPECT_EQ(HeadOf(VIEW_PUBLIC), cursor);
}

TEST_F(ContentWatch, ProgressMovesOnWhileEverythingIsFilteredOut) {
  const std::string cursor = HeadOf(VIEW_EDITORIAL);
  WatchRequest request = Request(VIEW_EDITORIAL, cursor);
  request.mutable_filter()->add_languages("ko");
  Watcher watcher(*changes_, request);
  const auto first = watcher.Next();
  ASSERT_TRUE(first && first->has_progress());
  ASSERT_OK_AND_ASSIGN(const auto created, Create("english", "English"));
  std::string position;
  for (int i = 0; i < 100 && position != created.position(); ++i) {
    const auto next = watcher.Next();
    ASSERT_TRUE(next && next->has_progress()) << "nothing matches the filter";
    position = next->progress().position();
  }
  EXPECT_EQ(position, created.position());
}

TEST_F(ContentWatch, AWatcherThatDoesNotReadHoldsUpNobody) {
  Watcher stuck(*changes_, Request(VIEW_EDITORIAL));
  Watcher reading(*changes_, Request(VIEW_EDITORIAL, HeadOf(VIEW_EDITORIAL)));
  for (int i = 0; i < 30; ++i) {
    CreateStatementRequest request = CreateRequest(absl::StrCat("s", i), absl::StrCat("Title ", i));
    request.mutable_statement()
        ->mutable_draft()
        ->mutable_content()
        ->add_blocks()
        ->mutable_paragraph()
        ->add_inlines()
        ->set_text(std::string(9'000, 'x'));
    ASSERT_OK(Call(*statements_, &Statements::CreateStatement, request));
  }
  int seen = 0;
  while (seen < 30) {
    const auto message = reading.NextOf(WatchResponse::kChangeSets);
    ASSERT_TRUE(message);
    seen += message->change_sets().change_sets_size();
  }
}

TEST_F(ContentWatch, BadCursorsAreToldApart) {
  EXPECT_THAT(Watcher(*changes_, Request(VIEW_PUBLIC, "garbage")).Finish(),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_POSITION", "or leave the field empty"));
  WatchRequest garbage = Request(VIEW_PUBLIC);
  garbage.set_snapshot_resume_token("garbage");
  EXPECT_THAT(Watcher(*changes_, garbage).Finish(),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_RESUME_TOKEN", "without it"));
  const absl::Status other =
      Watcher(*changes_, Request(VIEW_PUBLIC, EncodePosition({"0123456789abcdef", 0, 1}))).Finish();
  EXPECT_THAT(other, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(ReasonOf(other), "EPOCH_CHANGED");
  ASSERT_OK_AND_ASSIGN(Position ahead, DecodePosition(HeadOf(VIEW_EDITORIAL)));
  ahead.sequence += 5;
  const absl::Status beyond = Watcher(*changes_, Request(VIEW_EDITORIAL, EncodePosition(ahead))).Finish();
  EXPECT_THAT(beyond, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("snapshot")));
  EXPECT_EQ(ReasonOf(beyond), "CURSOR_AHEAD");
  WatchRequest resumed = Request(VIEW_EDITORIAL);
  resumed.set_snapshot_resume_token(content::EncodeSnapshotToken(
      {.epoch = ahead.epoch, .number = ahead.sequence, .phase = {}, .id = "", .told = 0},
      content::ChangeSelector(VIEW_EDITORIAL, {}).Fingerprint()));
  EXPECT_THAT(Watcher(*changes_, resumed).Finish(),
              Refused(absl::StatusCode::kFailedPrecondition, "CURSOR_AHEAD", "snapshot"));
}

TEST_F(ContentWatch, ProgressIntervalAndFilterAreChecked) {
  WatchRequest request = Request(VIEW_PUBLIC);
  request.mutable_progress_interval()->set_nanos(1);
  EXPECT_THAT(Watcher(*changes_, request).Finish(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("progress_interval")));
  request = Request(VIEW_PUBLIC);
  request.mutable_filter()->add_sections("press");
  EXPECT_THAT(Watcher(*changes_, request).Finish(),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("sections")));
}

TEST_F(ContentWatch, ABrokenSnapshotGoesOnAtItsResumeToken) {
  for (int i = 0; i < 3; ++i) ASSERT_OK(CreateAndPublish(absl::StrCat("s", i), absl::StrCat("Title ", i)));
  std::string token;
  {
    Watcher broken(*changes_, Request(VIEW_PUBLIC));
    const auto first = broken.Next();
    ASSERT_TRUE(first && first->has_snapshot());
    token = first->snapshot().resume_token();
  }
  ASSERT_NE(token, "");
  const std::string at = HeadOf(VIEW_PUBLIC);
  StopService();
  StartService();
  WatchRequest request = Request(VIEW_PUBLIC);
  request.set_snapshot_resume_token(token);
  Watcher resumed(*changes_, request);
  const auto end = resumed.NextOf(WatchResponse::kSnapshotEnd);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->snapshot_end().position(), at);
}

TEST_F(ContentWatch, AServiceThatStopsEndsStreamsWithTheirCursor) {
  ASSERT_OK_AND_ASSIGN(const auto created, Create("last", "Last"));
  WatchRequest request = Request(VIEW_EDITORIAL, created.position());
  request.mutable_progress_interval()->set_seconds(59);
  Watcher watcher(*changes_, request);
  ASSERT_TRUE(watcher.Next()) << "progress on reaching the head";
  std::thread stop([this] { StopService(); });
  const auto last = watcher.Next();
  ASSERT_TRUE(last && last->has_progress());
  EXPECT_EQ(last->progress().position(), created.position());
  EXPECT_FALSE(watcher.Next());
  const absl::Status end = watcher.Finish();
  EXPECT_THAT(end, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(ReasonOf(end), "SHUTTING_DOWN");
  stop.join();
}

}  // namespace
}  // namespace communique::testing
