// A statement's life over real gRPC: scheduled, withdrawn, restored, removed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/time/clock.h"
#include "content-service/domain/timestamps.h"
#include "tests/testing/content_service_fixture.h"
#include "tests/testing/refused.h"

namespace communique::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using namespace content::v1;  // NOLINT: the words of the API

class ContentLifecycle : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
  }

  // A schedule of both in so long; the statement that was named first.
  absl::StatusOr<PublishStatementResponse> Schedule(const Statement& first, const Statement& second,
                                                    absl::Duration in) {
    PublishStatementRequest request;
    request.set_name(first.name());
    request.set_etag(first.etag());
    StatementVersion& other = *request.add_together_with();
    other.set_name(second.name());
    other.set_etag(second.etag());
    *request.mutable_publish_time() = content::ToTimestamp(absl::Now() + in);
    return Call(*statements_, &Statements::PublishStatement, request);
  }
  template <typename Request>
  Request Naming(const std::string& id) {
    Request request;
    request.set_name(absl::StrCat("statements/", id));
    request.set_etag(Get(id, VIEW_EDITORIAL)->statement().etag());
    return request;
  }
};

TEST_F(ContentLifecycle, WhatIsScheduledTogetherBecomesPublicTogetherAlsoAfterARestart) {
  ASSERT_OK_AND_ASSIGN(const auto one, Create("one", "A first statement"));
  ASSERT_OK_AND_ASSIGN(const auto two, Create("two", "A second statement"));
  ASSERT_OK_AND_ASSIGN(const auto scheduled,
                       Schedule(one.statement(), two.statement(), absl::Milliseconds(1500)));
  EXPECT_EQ(scheduled.statement().draft_state(), DRAFT_STATE_SCHEDULED);
  ASSERT_THAT(scheduled.together(), SizeIs(1));
  EXPECT_THAT(scheduled.together(0).draft().scheduled_together(),
              ElementsAre("statements/one", "statements/two"));
  EXPECT_THAT(Get("one", VIEW_PUBLIC), StatusIs(absl::StatusCode::kNotFound));
  StopService();
  const absl::Time due = content::FromTimestamp(scheduled.statement().draft().publish_time());
  while (absl::Now() < due) absl::SleepFor(absl::Milliseconds(10));
  StartService();
  while (!Get("one", VIEW_PUBLIC).ok()) absl::SleepFor(absl::Milliseconds(10));
  ASSERT_OK_AND_ASSIGN(const auto read, Get("two", VIEW_PUBLIC));
  EXPECT_THAT(read.statement().editions(), SizeIs(1));
}

TEST_F(ContentLifecycle, ACancelledScheduleLetsTheDraftBeWrittenAgain) {
  ASSERT_OK_AND_ASSIGN(const auto one, Create("one", "A first statement"));
  ASSERT_OK_AND_ASSIGN(const auto two, Create("two", "A second statement"));
  ASSERT_OK(Schedule(one.statement(), two.statement(), absl::Hours(1)));
  auto update = Naming<UpdateStatementRequest>("one");
  update.mutable_content()->set_title("Other");
  update.mutable_update_mask()->add_paths("title");
  EXPECT_THAT(Call(*statements_, &Statements::UpdateStatement, update),
              Refused(absl::StatusCode::kFailedPrecondition, "SCHEDULED", "cancel the schedule first"));
  ASSERT_OK(Call(*statements_, &Statements::CancelSchedule, Naming<CancelScheduleRequest>("two")));
  update.set_etag(Get("one", VIEW_EDITORIAL)->statement().etag());
  EXPECT_OK(Call(*statements_, &Statements::UpdateStatement, update));
  EXPECT_OK(Call(*statements_, &Statements::DiscardDraft, Naming<DiscardDraftRequest>("one")));
  EXPECT_EQ(Get("one", VIEW_EDITORIAL)->statement().draft_state(), DRAFT_STATE_NONE);
}

TEST_F(ContentLifecycle, ATimeThatIsNoneOrPastIsRefused) {
  ASSERT_OK_AND_ASSIGN(const auto one, Create("one", "A first statement"));
  auto publish = Naming<PublishStatementRequest>("one");
  publish.mutable_publish_time()->set_seconds(-5);
  EXPECT_THAT(Call(*statements_, &Statements::PublishStatement, publish),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "years 1970 to 2200"));
  publish.mutable_publish_time()->set_seconds(1);
  EXPECT_THAT(Call(*statements_, &Statements::PublishStatement, publish),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "is past"));
}

TEST_F(ContentLifecycle, AWithdrawnStatementIsReadUnderItsNoticeAndARemovedOneNotAtAll) {
  ASSERT_OK(CreateAndPublish("one", "A first statement"));
  auto withdraw = Naming<WithdrawStatementRequest>("one");
  withdraw.set_reason("Two figures are wrong.");
  ASSERT_OK(Call(*statements_, &Statements::WithdrawStatement, withdraw));
  EXPECT_EQ(Get("one", VIEW_PUBLIC)->statement().notice().reason(), "Two figures are wrong.");

  auto remove = Naming<RemoveStatementRequest>("one");
  remove.set_gone("It was never ours.");
  ASSERT_OK(Call(*statements_, &Statements::RemoveStatement, remove));
  EXPECT_THAT(Get("one", VIEW_PUBLIC), StatusIs(absl::StatusCode::kNotFound));

  ASSERT_OK(Call(*statements_, &Statements::RestoreStatement, Naming<RestoreStatementRequest>("one")));
  EXPECT_EQ(Get("one", VIEW_PUBLIC)->statement().public_state(), PUBLIC_STATE_LIVE);
}

TEST_F(ContentLifecycle, ATakedownOfAnOldStateIsRefused) {
  ASSERT_OK(CreateAndPublish("one", "A first statement"));
  const auto old = Naming<RestoreStatementRequest>("one");
  auto remove = Naming<RemoveStatementRequest>("one");
  remove.set_redirect_uri("https://water.example/");
  ASSERT_OK(Call(*statements_, &Statements::RemoveStatement, remove));
  EXPECT_THAT(Call(*statements_, &Statements::RestoreStatement, old),
              Refused(absl::StatusCode::kAborted, "ETAG_MISMATCH", ""));
}

}  // namespace
}  // namespace communique::testing
