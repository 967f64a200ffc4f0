#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "content-service/domain/timestamps.h"
#include "tests/content-service/domain/decide_fixture.h"
#include "tests/testing/commands.h"
#include "tests/testing/refused.h"
#include "tests/testing/status_matchers.h"

namespace communique::content {
namespace {

using ::communique::testing::DecideFixture;
using ::communique::testing::MakeStatement;
using ::communique::testing::Refused;
using ::communique::testing::Retitle;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ScheduleTest : public DecideFixture {
 protected:
  ScheduleTest() {
    EXPECT_OK(store_.Do(MakeStatement("en", "One", "en", "letter")));
    EXPECT_OK(store_.Do(MakeStatement("ko", "Hana", "ko", "letter")));
  }

  absl::StatusOr<Decision> ScheduleBoth() {
    return store_.Do(PublishStatement{{Seen("en"), Seen("ko")}, store_.now + absl::Hours(1)});
  }
  stored::v1::ScheduleRef ScheduleOf(const std::string& id) { return Row(id).draft().schedule(); }
};

TEST_F(ScheduleTest, AScheduleHoldsAllLanguagesAndTellsThePublicNothing) {
  const absl::Time time = store_.now + absl::Hours(1);
  ASSERT_OK_AND_ASSIGN(const Decision decision, ScheduleBoth());
  EXPECT_THAT(PublicEffects(decision), IsEmpty());
  EXPECT_THAT(decision.facts, IsEmpty());
  for (const char* id : {"en", "ko"}) {
    const v1::Statement statement = Get(id);
    EXPECT_EQ(statement.draft_state(), v1::DRAFT_STATE_SCHEDULED);
    EXPECT_EQ(FromTimestamp(statement.draft().publish_time()), time);
    EXPECT_THAT(statement.draft().scheduled_together(), ElementsAre("statements/en", "statements/ko"));
  }
}

TEST_F(ScheduleTest, TheScheduledDraftIsPinnedUntilTheScheduleIsCancelledForAll) {
  ASSERT_OK(ScheduleBoth());
  EXPECT_THAT(store_.Do(Retitle("ko", Seen("ko").etag, "Dul")),
              Refused(absl::StatusCode::kFailedPrecondition, "SCHEDULED", "cancel the schedule first"));
  ASSERT_OK(store_.Do(CancelSchedule{Seen("en")}));
  for (const char* id : {"en", "ko"}) EXPECT_EQ(Get(id).draft_state(), v1::DRAFT_STATE_DRAFT);
  EXPECT_FALSE(Get("ko").draft().has_publish_time());
  ASSERT_OK(store_.Do(Retitle("ko", Seen("ko").etag, "Dul")));
}

TEST_F(ScheduleTest, ItIsCarriedOutInOneCommitForWhoMadeItAndOnlyOnce) {
  ASSERT_OK(ScheduleBoth());
  const CarryOutSchedule due{ScheduleOf("en")};
  ASSERT_OK_AND_ASSIGN(const Decision decision, store_.Do(due));
  EXPECT_EQ(decision.record.actor(), "alice");
  EXPECT_EQ(decision.record.command(), stored::v1::COMMAND_KIND_CARRY_OUT_SCHEDULE);
  for (const char* id : {"en", "ko"}) {
    EXPECT_EQ(Get(id).public_state(), v1::PUBLIC_STATE_LIVE);
    EXPECT_EQ(Get(id).editions_size(), 1);
  }
  EXPECT_THAT(store_.Do(due), Refused(absl::StatusCode::kFailedPrecondition, "NOT_SCHEDULED", ""));
  EXPECT_EQ(Get("en").editions_size(), 1);
}

TEST_F(ScheduleTest, ATimeThatIsPastIsRefused) {
  EXPECT_THAT(store_.Do(PublishStatement{{Seen("en")}, store_.now}),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "is past"));
}

TEST_F(ScheduleTest, AllOrNothingAlsoNow) {
  ASSERT_OK(store_.Do(DiscardDraft{Seen("ko")}));
  EXPECT_THAT(store_.Do(PublishStatement{{Seen("en"), Seen("ko")}, {}}),
              Refused(absl::StatusCode::kFailedPrecondition, "NO_DRAFT", "statements/ko has no draft"));
  EXPECT_EQ(Get("en").public_state(), v1::PUBLIC_STATE_NEVER);
  EXPECT_THAT(store_.Do(PublishStatement{{Seen("en"), Seen("en")}, {}}),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "is named twice"));
}

TEST_F(ScheduleTest, PublishedTogetherTheyTellTheirSectionOnce) {
  ASSERT_OK_AND_ASSIGN(const Decision decision, store_.Do(PublishStatement{{Seen("en"), Seen("ko")}, {}}));
  int sections = 0;
  for (const stored::v1::Effect& effect : decision.record.effects()) sections += effect.has_section() ? 1 : 0;
  EXPECT_EQ(sections, 1);
  EXPECT_THAT(decision.touched.together, ElementsAre("statements/ko"));
}

TEST_F(ScheduleTest, AFailureGivesTheDraftsBackAndSaysWhy) {
  ASSERT_OK(ScheduleBoth());
  ASSERT_OK_AND_ASSIGN(const Decision decision,
                       store_.Do(RecordScheduleFailure{ScheduleOf("en"), "CHANGE_NOTE_REQUIRED"}));
  EXPECT_THAT(PublicEffects(decision), IsEmpty());
  for (const char* id : {"en", "ko"}) {
    EXPECT_EQ(Get(id).draft_state(), v1::DRAFT_STATE_DRAFT);
    EXPECT_EQ(Get(id).draft().schedule_failure().reason(), "CHANGE_NOTE_REQUIRED");
  }
  ASSERT_OK(ScheduleBoth());
  EXPECT_FALSE(Get("en").draft().has_schedule_failure());
}

TEST_F(ScheduleTest, ATakedownEndsTheScheduleInItsWay) {
  ASSERT_OK(Publish("en"));
  ASSERT_OK(store_.Do(Retitle("en", Seen("en").etag, "Two")));
  ASSERT_OK(ScheduleBoth());
  ASSERT_OK(store_.Do(WithdrawStatement{Seen("en"), "It is forged."}));
  EXPECT_EQ(Get("en").public_state(), v1::PUBLIC_STATE_WITHDRAWN);
  for (const char* id : {"en", "ko"}) EXPECT_EQ(Get(id).draft_state(), v1::DRAFT_STATE_DRAFT);
}

}  // namespace
}  // namespace communique::content
