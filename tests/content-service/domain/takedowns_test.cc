#include "content-service/domain/takedowns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace communique::content {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace stored::v1;  // NOLINT: the words of the journal

Takedown Of(TakedownKind kind, uint64_t sequence, const std::string& statement = "a") {
  Takedown takedown;
  takedown.set_kind(kind);
  takedown.set_sequence(sequence);
  takedown.set_statement(statement);
  return takedown;
}

JournalLine Line(const std::string& epoch, uint64_t head, const Takedowns& takedowns = {},
                 const std::string& restored_from = "") {
  JournalLine line;
  line.set_epoch(epoch);
  line.set_head(head);
  line.set_restored_from(restored_from);
  line.mutable_takedowns()->Assign(takedowns.begin(), takedowns.end());
  return line;
}

std::vector<std::string> Named(const Takedowns& takedowns) {
  std::vector<std::string> names;
  for (const Takedown& takedown : takedowns) {
    names.push_back(absl::StrCat(TakedownKind_Name(takedown.kind()).substr(14), " ", takedown.sequence()));
  }
  return names;
}

Takedowns Since(const std::vector<JournalLine>& lines, const std::string& epoch, uint64_t sequence) {
  return TakedownsSince(WithoutVoid(lines), {epoch, sequence, 0});
}

TEST(Takedowns, WhatABackupHasIsNotDoneAgain) {
  const std::vector<JournalLine> lines = {
      Line("e1", 0), Line("e1", 3, {Of(TAKEDOWN_KIND_WITHDRAWN, 4), Of(TAKEDOWN_KIND_REMOVED, 5)})};
  EXPECT_THAT(Named(Since(lines, "e1", 4)), ElementsAre("REMOVED 5"));
  EXPECT_THAT(Since(lines, "e1", 5), IsEmpty());
}

TEST(Takedowns, WhatWasNeverWrittenNeverHappened) {
  const std::vector<JournalLine> lines = {Line("e1", 3, {Of(TAKEDOWN_KIND_WITHDRAWN, 4)}),
                                          Line("e1", 4, {Of(TAKEDOWN_KIND_REMOVED, 5)}), Line("e1", 4)};
  EXPECT_THAT(Named(Since(lines, "e1", 0)), ElementsAre("WITHDRAWN 4"));
}

TEST(Takedowns, AStoreThatWasRestoredHasAllThatCameBeforeItsHistoryAndNothingOfAnother) {
  const std::vector<JournalLine> lines = {Line("e1", 3, {Of(TAKEDOWN_KIND_WITHDRAWN, 4)}),
                                          Line("e2", 5, {}, "a backup at 3 of e1"),
                                          Line("e2", 6, {Of(TAKEDOWN_KIND_REMOVED, 7)})};
  EXPECT_THAT(Named(Since(lines, "e2", 6)), ElementsAre("REMOVED 7"));
  // The same backup once more: what was taken down in both histories.
  EXPECT_THAT(Named(Since(lines, "e1", 3)), ElementsAre("WITHDRAWN 4", "REMOVED 7"));
}

TEST(Takedowns, OfAStatementTheLastOneCounts) {
  EXPECT_THAT(Named(StillDown({Of(TAKEDOWN_KIND_WITHDRAWN, 1), Of(TAKEDOWN_KIND_REMOVED, 2)})),
              ElementsAre("REMOVED 2"));
  EXPECT_THAT(StillDown({Of(TAKEDOWN_KIND_WITHDRAWN, 1), Of(TAKEDOWN_KIND_RESTORED, 2)}), IsEmpty());
  EXPECT_THAT(Named(StillDown({Of(TAKEDOWN_KIND_WITHDRAWN, 1), Of(TAKEDOWN_KIND_RESTORED, 2, "b")})),
              ElementsAre("WITHDRAWN 1"));
}

TEST(Takedowns, ANewerTextThatIsLostBringsTheOlderOneNotBack) {
  EXPECT_THAT(Named(StillDown({Of(TAKEDOWN_KIND_WITHDRAWN, 1), Of(TAKEDOWN_KIND_REPUBLISHED, 2)})),
              ElementsAre("WITHDRAWN 1"));
  EXPECT_THAT(Named(StillDown({Of(TAKEDOWN_KIND_REMOVED, 1), Of(TAKEDOWN_KIND_REPUBLISHED, 2),
                               Of(TAKEDOWN_KIND_WITHDRAWN, 3), Of(TAKEDOWN_KIND_RESTORED, 4)})),
              ElementsAre("REMOVED 1"));
}

// The older text comes back, and that was removed.
TEST(Takedowns, ANoticeOverANewerTextDoesNotLetARemovedOneBeRead) {
  EXPECT_THAT(Named(StillDown({Of(TAKEDOWN_KIND_REMOVED, 1), Of(TAKEDOWN_KIND_REPUBLISHED, 2),
                               Of(TAKEDOWN_KIND_WITHDRAWN, 3)})),
              ElementsAre("REMOVED 1"));
  EXPECT_THAT(Named(StillDown({Of(TAKEDOWN_KIND_WITHDRAWN, 1), Of(TAKEDOWN_KIND_REPUBLISHED, 2),
                               Of(TAKEDOWN_KIND_REMOVED, 3)})),
              ElementsAre("REMOVED 3"));
}

TEST(Takedowns, AScheduleThatWasMadeAnewInTheSameCommitEndedAndOneThatWasCarriedOutDidNot) {
  Record record;
  record.set_sequence(7);
  record.set_command(COMMAND_KIND_TRANSACT);
  Effect& effect = *record.add_effects();
  effect.set_in_editorial(true);
  StatementEffect& statement = *effect.mutable_statement();
  statement.set_statement("a");
  statement.set_draft_before(v1::DRAFT_STATE_SCHEDULED);
  statement.set_draft_after(v1::DRAFT_STATE_SCHEDULED);
  statement.set_reason(v1::CHANGE_REASON_SIGNATORIES);
  EXPECT_THAT(TakedownsOf(record), IsEmpty()) << "it stands while others sign";
  statement.set_reason(v1::CHANGE_REASON_SCHEDULED);
  EXPECT_THAT(Named(TakedownsOf(record)), ElementsAre("SCHEDULE_ENDED 7"));
  statement.set_draft_after(v1::DRAFT_STATE_NONE);
  statement.set_edition(1);
  EXPECT_THAT(Named(TakedownsOf(record)), ElementsAre("SCHEDULE_ENDED 7"));
  record.set_command(COMMAND_KIND_CARRY_OUT_SCHEDULE);
  EXPECT_THAT(TakedownsOf(record), IsEmpty());
}

TEST(Takedowns, ErasuresStayWhateverBecomesOfTheStatement) {
  EXPECT_THAT(Named(StillDown({Of(TAKEDOWN_KIND_REVISION_ERASED, 1), Of(TAKEDOWN_KIND_WITHDRAWN, 2),
                               Of(TAKEDOWN_KIND_RESTORED, 3), Of(TAKEDOWN_KIND_SCHEDULE_ENDED, 4)})),
              ElementsAre("REVISION_ERASED 1", "SCHEDULE_ENDED 4"));
}

}  // namespace
}  // namespace communique::content
