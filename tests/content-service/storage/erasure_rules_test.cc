// What may be erased when, and who is told.

#include <string>

#include "statement/digest.h"
#include "tests/content-service/storage/erasure_fixture.h"
#include "tests/testing/refused.h"

namespace communique::content {
namespace {

using testing::ContentOf;
using ::testing::ElementsAre;
using testing::MakeStatement;
using testing::Refused;
using testing::SignWith;

TEST_F(ErasureTest, ThePublicHearsNothingOfWhatItNeverRead) {
  ASSERT_OK(store_.Do(MakeStatement("a", "Title")));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(MakeStatement("hidden", "Hidden")));
  ASSERT_OK(store_.Do(SignWith("hidden", {kName})));
  Write("a", Naming("Title", kName));
  const size_t told = ReadAll(store_.log(), v1::VIEW_PUBLIC).size();
  const uint64_t position = store_.store().Head().public_position;

  ASSERT_OK(EraseBlock("a", "p-2"));
  ASSERT_OK(EraseSignatory("hidden", 1));
  Write("a", ContentOf("Title"));
  ASSERT_OK(EraseRevision("a", 2));
  EXPECT_EQ(ReadAll(store_.log(), v1::VIEW_PUBLIC).size(), told);
  EXPECT_EQ(store_.store().Head().public_position, position);
  EXPECT_THAT(LastTold(v1::VIEW_EDITORIAL),
              ElementsAre("erasure statements/a/revisions/2", "CHANGE_REASON_ERASED"));
}

TEST_F(ErasureTest, WhatIsNotThereOrErasedAlreadySaysSo) {
  ASSERT_OK(store_.Do(MakeStatement("a", "Title")));
  ASSERT_OK(store_.Do(SignWith("a", {"One"})));
  Write("a", ContentOf("Title"));
  EXPECT_THAT(EraseSignatory("a", 2),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_SIGNATORY", "list the signatories"));
  EXPECT_THAT(EraseBlock("a", "9"), Refused(absl::StatusCode::kNotFound, "NO_SUCH_BLOCK", "behind #"));
  EXPECT_THAT(EraseRevision("a", 9),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_REVISION", "list the revisions"));
  ASSERT_OK(EraseSignatory("a", 1));
  ASSERT_OK(EraseBlock("a", "1"));
  ASSERT_OK(EraseRevision("a", 1));
  EXPECT_THAT(EraseSignatory("a", 1),
              Refused(absl::StatusCode::kNotFound, "ALREADY_ERASED", "nothing left to do"));
  EXPECT_THAT(EraseBlock("a", "1"),
              Refused(absl::StatusCode::kNotFound, "ALREADY_ERASED", "nothing left to do"));
  EXPECT_THAT(EraseRevision("a", 1),
              Refused(absl::StatusCode::kNotFound, "ALREADY_ERASED", "nothing left to do"));
  EXPECT_THAT(store_.Do(Erase{.statement = {"a", ""}, .signatory = 1}),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", ""));
  EXPECT_THAT(store_.Do(Erase{.statement = Seen("a")}),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", ""));
}

TEST_F(ErasureTest, ABlockOfAScheduledDraftWaitsUntilTheScheduleIsCancelled) {
  ASSERT_OK(store_.Do(MakeStatement("a", "Title")));
  ASSERT_OK(store_.Do(SignWith("a", {kName})));
  ASSERT_OK(store_.Do(PublishStatement{{Seen("a")}, absl::FromUnixSeconds(1'900'000'000)}));
  EXPECT_THAT(EraseBlock("a", "1"),
              Refused(absl::StatusCode::kFailedPrecondition, "SCHEDULED", "cancel the schedule first"));
  EXPECT_OK(EraseSignatory("a", 1));
  ASSERT_OK(store_.Do(CancelSchedule{Seen("a")}));
  EXPECT_OK(EraseBlock("a", "1"));
}

TEST_F(ErasureTest, AnAuthorPublishesADraftWithAnErasedBlockOrWritesItAnew) {
  ASSERT_OK(store_.Do(CreateStatement{"a", "group-a", "en", Naming("Title", kName)}));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(EraseBlock("a", "p-2"));
  v1::Content content = Get("a").live().content();
  Write("a", content);
  ASSERT_OK(store_.Publish("a"));
  EXPECT_TRUE(Get("a").live().content().blocks(1).clause().children(0).erased());
  EXPECT_OK(VerifyEdition(Get("a").live(), "en"));

  content.mutable_blocks(1)
      ->mutable_clause()
      ->mutable_children(0)
      ->mutable_paragraph()
      ->add_inlines()
      ->set_text("Something else.");
  // Nobody but Erase marks a text as erased.
  content.mutable_blocks(0)->set_erased(true);
  Write("a", content);
  ASSERT_OK(store_.Publish("a"));
  const v1::Content live = Get("a").live().content();
  EXPECT_FALSE(live.blocks(1).clause().children(0).erased());
  EXPECT_EQ(live.blocks(1).clause().children(0).anchor(), "p-2");
  EXPECT_FALSE(live.blocks(0).erased());
  ExpectNothingTells(kName);
}

TEST_F(ErasureTest, ARemovedStatementIsNotRestoredToAnErasedEdition) {
  ASSERT_OK(store_.Do(MakeStatement("a", kName)));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(RemoveStatement{.statement = Seen("a"), .gone = "A forgery."}));
  ASSERT_OK(EraseRevision("a", 1));
  EXPECT_THAT(store_.Do(RestoreStatement{Seen("a")}),
              Refused(absl::StatusCode::kFailedPrecondition, "LAST_EDITION_ERASED", "publish a new one"));
  EXPECT_TRUE(Get("a").live().erased());
  ExpectNothingTells(kName);
  Write("a", ContentOf("Another"));
  EXPECT_OK(store_.Publish("a"));
  ExpectNothingTells(kName);
}

}  // namespace
}  // namespace communique::content
