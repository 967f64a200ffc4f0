#include "content-service/storage/change_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "content-service/storage/snapshot_token.h"
#include "statement/digest.h"
#include "statement/errors.h"
#include "tests/content-service/storage/log_reading.h"
#include "tests/content-service/storage/random_history.h"
#include "tests/testing/commands.h"
#include "tests/testing/fold.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using ::communique::testing::Fold;
using ::communique::testing::IsOk;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::Rename;
using ::communique::testing::Retitle;
using ::communique::testing::SignWith;
using ::communique::testing::StatusIs;
using ::communique::testing::StoreUnderTest;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// What a consumer of both is left with. The snapshot of a chunk is told as SNAPSHOT, the stream by reason.
Fold FoldOf(const std::vector<v1::ChangeSet>& sets, Fold fold = {}) {
  for (const v1::ChangeSet& set : sets) {
    for (const v1::Change& change : set.changes()) fold.Apply(change);
  }
  return fold;
}
Fold FoldOf(const std::vector<v1::SnapshotChunk>& chunks) {
  Fold fold;
  for (const v1::SnapshotChunk& chunk : chunks) {
    for (const v1::Change& change : chunk.changes()) fold.Apply(change);
  }
  return fold;
}

class ChangeLogTest : public ::testing::TestWithParam<v1::View> {
 protected:
  StoreUnderTest store_;
};
INSTANTIATE_TEST_SUITE_P(Views, ChangeLogTest, ::testing::Values(v1::VIEW_PUBLIC, v1::VIEW_EDITORIAL),
                         [](const auto& view) {
                           return view.param == v1::VIEW_PUBLIC ? "Public" : "Editorial";
                         });

TEST_P(ChangeLogTest, NumbersAreDenseAndTheChainOfRecordsHolds) {
  WriteHistory(store_, 1, 400, Erasures::kSome);
  const std::vector<v1::ChangeSet> sets = ReadAll(store_.log(), GetParam());
  const LogHead head = store_.log().Head(GetParam());
  ASSERT_EQ(sets.size(), head.number);
  ASSERT_GT(sets.size(), 20u);
  std::string previous(32, '\0');
  for (size_t i = 0; i < sets.size(); ++i) {
    EXPECT_EQ(sets[i].number(), i + 1);
    EXPECT_TRUE(sets[i].last_fragment());
    EXPECT_THAT(sets[i].changes(), Not(IsEmpty()));
    EXPECT_EQ(sets[i].link().previous_hash(), previous);
    EXPECT_EQ(sets[i].link().hash(), Sha256(sets[i].link().record()));
    EXPECT_THAT(sets[i].link().record(), HasSubstr(i == 0 ? "" : previous))
        << "the record commits to the one before";
    previous = sets[i].link().hash();
  }
  EXPECT_EQ(head.chain_hash, previous);
  EXPECT_EQ(head.position, sets.back().position());
}

TEST_P(ChangeLogTest, ASnapshotIsTheFoldOfTheLog) {
  WriteHistory(store_, 2, 400, Erasures::kSome);
  ASSERT_OK_AND_ASSIGN(const auto snapshot, store_.log().OpenSnapshot(GetParam(), {}));
  const auto chunks = ReadRest(*snapshot, kSmall);
  EXPECT_GT(chunks.size(), 3u);
  EXPECT_THAT(FoldOf(chunks).State(), Eq(FoldOf(ReadAll(store_.log(), GetParam())).State()));
}

TEST_P(ChangeLogTest, ASnapshotAndThenTheStreamIsTheFoldOfTheLogFromAnyPosition) {
  WriteHistory(store_, 3, 60, Erasures::kSome);
  ASSERT_OK_AND_ASSIGN(const auto snapshot, store_.log().OpenSnapshot(GetParam(), {}));
  const uint64_t number = snapshot->number();
  WriteHistory(store_, 4, 60, Erasures::kSome);
  const Fold at_snapshot = FoldOf(ReadRest(*snapshot, kSmall));
  const Fold then = FoldOf(ReadAll(store_.log(), GetParam(), {}, kSmall, {number, 0}), at_snapshot);
  EXPECT_THAT(then.State(), Eq(FoldOf(ReadAll(store_.log(), GetParam())).State()));
}

// Whoever resumes at the end of a snapshot must not miss the commit that came while it was opened.
TEST_P(ChangeLogTest, ASnapshotOpenedAmongCommitsNamesThePositionOfItsOwnState) {
  ASSERT_OK(store_.Do(MakeSection("press")));
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  ASSERT_OK(store_.Publish("a"));
  const std::jthread writer([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) EXPECT_OK(store_.Do(SignWith("a", {"Union"})));
  });
  const uint64_t start = store_.log().Head(GetParam()).number;
  uint64_t wrong = 0;
  while (store_.log().Head(GetParam()).number < start + 150) {
    ASSERT_OK_AND_ASSIGN(const auto snapshot, store_.log().OpenSnapshot(GetParam(), {}));
    ASSERT_OK_AND_ASSIGN(const Position position, DecodePosition(snapshot->position()));
    ASSERT_OK_AND_ASSIGN(const uint64_t number, store_.log().NumberOf(GetParam(), position));
    wrong += number == snapshot->number() ? 0 : 1;
  }
  EXPECT_EQ(wrong, 0u);
}

TEST_P(ChangeLogTest, ABrokenSnapshotGoesOnAtTheSameStateAfterARestart) {
  WriteHistory(store_, 5, 60);
  ASSERT_OK_AND_ASSIGN(const auto whole, store_.log().OpenSnapshot(GetParam(), {}));
  const auto expected = FoldOf(ReadRest(*whole, kChunk)).State();
  ASSERT_OK_AND_ASSIGN(auto reader, store_.log().OpenSnapshot(GetParam(), {}));
  const uint64_t number = reader->number();
  std::vector<v1::SnapshotChunk> chunks;
  while (!reader->done()) {
    ASSERT_OK_AND_ASSIGN(chunks.emplace_back(), reader->Next(1));
    const std::string token = chunks.back().resume_token();
    if (chunks.size() % 5 == 1) {
      WriteHistory(store_, 6, 5);
      reader.reset();
      store_.Reopen();
    }
    ASSERT_OK_AND_ASSIGN(reader, store_.log().ResumeSnapshot(GetParam(), {}, token));
    EXPECT_EQ(reader->number(), number);
  }
  EXPECT_THAT(FoldOf(chunks).State(), Eq(expected));
  for (const v1::SnapshotChunk& chunk : chunks) EXPECT_LE(chunk.changes_size(), 1);
}

TEST_P(ChangeLogTest, AFilteredSnapshotIsTheFoldOfTheFilteredLog) {
  WriteHistory(store_, 7, 250, Erasures::kSome);
  std::vector<v1::ChangeFilter> filters(6);
  filters[0].add_sections("sections/press");
  filters[1].add_languages("ko");
  filters[2].add_sections("sections/europe");
  filters[2].add_languages("en");
  filters[3].add_kinds(v1::CHANGE_KIND_SIGNATORY);
  filters[3].add_kinds(v1::CHANGE_KIND_PATH);
  filters[4] = filters[3];
  filters[4].add_sections("sections/press");
  filters[5].add_kinds(v1::CHANGE_KIND_SIGNATORY);
  filters[5].add_sections("sections/asia");
  for (const v1::ChangeFilter& filter : filters) {
    ASSERT_OK_AND_ASSIGN(const auto snapshot, store_.log().OpenSnapshot(GetParam(), filter));
    EXPECT_THAT(FoldOf(ReadRest(*snapshot, kSmall)).State(),
                Eq(FoldOf(ReadAll(store_.log(), GetParam(), filter, kSmall)).State()))
        << filter.ShortDebugString();
  }
}

// Whoever filters keeps the addresses of a removed statement.
TEST_P(ChangeLogTest, TheAddressesOfARemovedStatementLeaveAFilterWithIt) {
  MakeSections(store_);
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(RemoveStatement{.statement = {"a", store_.EtagOf("a")}, .gone = "Not ours."}));
  UpdateStatement update = Retitle("a", store_.EtagOf("a"), "Two");
  update.update_mask.push_back("section");
  update.content.set_section("sections/letters");
  ASSERT_OK(store_.Do(update));
  ASSERT_OK(store_.Publish("a"));
  v1::ChangeFilter filter;
  for (const char* section : {"sections/press", "sections/letters"}) {
    filter.clear_sections();
    filter.add_sections(section);
    ASSERT_OK_AND_ASSIGN(const auto snapshot, store_.log().OpenSnapshot(GetParam(), filter));
    EXPECT_THAT(FoldOf(ReadRest(*snapshot, kSmall)).State(),
                Eq(FoldOf(ReadAll(store_.log(), GetParam(), filter, kSmall)).State()))
        << section;
  }
}

// It is of the section that the removed statement was in before its last edition, and so of another filter.
TEST_P(ChangeLogTest, AnAddressThatIsTakenOverLeavesTheFilterOfTheOneBefore) {
  MakeSections(store_);
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  ASSERT_OK(store_.Publish("a"));
  UpdateStatement update = Retitle("a", store_.EtagOf("a"), "Two");
  update.update_mask.push_back("section");
  update.content.set_section("sections/letters");
  ASSERT_OK(store_.Do(update));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(RemoveStatement{.statement = {"a", store_.EtagOf("a")}, .gone = "Not ours."}));
  CreateStatement create = MakeStatement("b", "One");
  create.take_over_gone_path = true;
  ASSERT_OK(store_.Do(create));
  ASSERT_OK(store_.Publish("b"));
  v1::ChangeFilter filter;
  filter.add_sections("sections/letters");
  const auto told = FoldOf(ReadAll(store_.log(), GetParam(), filter, kSmall)).State();
  ASSERT_OK_AND_ASSIGN(const auto snapshot, store_.log().OpenSnapshot(GetParam(), filter));
  EXPECT_THAT(FoldOf(ReadRest(*snapshot, kSmall)).State(), Eq(told));
  EXPECT_FALSE(told.contains("/en/press/one/"));
  EXPECT_TRUE(told.contains("/en/letters/one/"));
}

TEST_P(ChangeLogTest, ALargeCommitComesInFragmentsOfTheSameNumber) {
  ASSERT_OK(store_.Do(MakeSection("press")));
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(SignWith("a", std::vector<std::string>(300, "Union of all"))));
  const uint64_t head = store_.log().Head(GetParam()).number;
  const auto whole = ReadAll(store_.log(), GetParam(), {}, kMany);
  const auto pieces = ReadAll(store_.log(), GetParam(), {}, kSmall);
  ASSERT_GT(pieces.size(), whole.size() + 5);
  EXPECT_THAT(FoldOf(pieces).State(), Eq(FoldOf(whole).State()));
  int changes = 0;
  for (const v1::ChangeSet& set : pieces) {
    EXPECT_EQ(set.has_link(), set.last_fragment());
    EXPECT_LT(set.ByteSizeLong() - set.link().ByteSizeLong(), 3 * kSmall) << "a record cannot be cut";
    if (set.number() == head) changes += set.changes_size();
  }
  EXPECT_EQ(changes, 301);
  EXPECT_TRUE(pieces.back().last_fragment());
}

TEST_P(ChangeLogTest, ACursorBeyondTheHeadIsOutOfRange) {
  const auto read = store_.log().ReadChangeSets(GetParam(), {1, 0}, {}, kChunk);
  EXPECT_THAT(read, StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_EQ(ReasonOf(read.status()), "BEYOND_HEAD");
}

TEST_P(ChangeLogTest, PositionsAndNumbersTurnIntoEachOther) {
  WriteHistory(store_, 8, 40);
  for (const v1::ChangeSet& set : ReadAll(store_.log(), GetParam())) {
    ASSERT_OK_AND_ASSIGN(const std::string position, store_.log().PositionOf(GetParam(), set.number()));
    EXPECT_EQ(position, set.position());
    ASSERT_OK_AND_ASSIGN(const Position decoded, DecodePosition(position));
    ASSERT_OK_AND_ASSIGN(const uint64_t number, store_.log().NumberOf(GetParam(), decoded));
    EXPECT_EQ(number, set.number());
    EXPECT_EQ(decoded.sequence == 0, GetParam() == v1::VIEW_PUBLIC);
  }
  const auto foreign = store_.log().NumberOf(GetParam(), {"0123456789abcdef", 1, 1});
  EXPECT_THAT(foreign, StatusIs(absl::StatusCode::kFailedPrecondition));
  EXPECT_EQ(ReasonOf(foreign.status()), "EPOCH_CHANGED");
}

TEST_P(ChangeLogTest, AResumeTokenIsGoodForItsOwnViewAndFilterOnly) {
  WriteHistory(store_, 9, 20);
  ASSERT_OK_AND_ASSIGN(const auto reader, store_.log().OpenSnapshot(GetParam(), {}));
  ASSERT_OK_AND_ASSIGN(const v1::SnapshotChunk chunk, reader->Next(1));
  v1::ChangeFilter filter;
  filter.add_languages("en");
  const v1::View other = GetParam() == v1::VIEW_PUBLIC ? v1::VIEW_EDITORIAL : v1::VIEW_PUBLIC;
  for (const auto& refused :
       {store_.log().ResumeSnapshot(GetParam(), filter, chunk.resume_token()).status(),
        store_.log().ResumeSnapshot(other, {}, chunk.resume_token()).status(),
        store_.log().ResumeSnapshot(GetParam(), {}, chunk.resume_token() + "x").status(),
        store_.log().ResumeSnapshot(GetParam(), {}, "rubbish").status()}) {
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_EQ(ReasonOf(refused), "BAD_RESUME_TOKEN");
  }
}

// Its form is no secret, so anybody can make one up.
TEST_P(ChangeLogTest, AResumeTokenOfAPhaseThatThereIsNotIsRefused) {
  SnapshotToken token;
  token.epoch = store_.database().epoch();
  const std::string fingerprint = ChangeSelector(GetParam(), {}).Fingerprint();
  for (int phase : {-1, 4}) {
    token.phase = static_cast<SnapshotToken::Phase>(phase);
    const auto resumed = store_.log().ResumeSnapshot(GetParam(), {}, EncodeSnapshotToken(token, fingerprint));
    EXPECT_THAT(resumed, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_EQ(ReasonOf(resumed.status()), "BAD_RESUME_TOKEN");
  }
}

TEST_P(ChangeLogTest, SectionsComeFirstAndParentsBeforeChildren) {
  WriteHistory(store_, 10, 300, Erasures::kSome);
  ASSERT_OK_AND_ASSIGN(const auto snapshot, store_.log().OpenSnapshot(GetParam(), {}));
  std::vector<int> kinds;
  std::set<std::string> sections = {""};
  for (const v1::SnapshotChunk& chunk : ReadRest(*snapshot, kSmall)) {
    for (const v1::Change& change : chunk.changes()) {
      const bool below = change.has_edition() || change.has_signatory();
      kinds.push_back(change.has_section() ? 0 : change.has_statement() || below ? 1 : 2);
      if (!change.has_section()) continue;
      EXPECT_TRUE(sections.contains(change.section().parent())) << change.section().ShortDebugString();
      sections.insert(change.section().name());
    }
  }
  EXPECT_TRUE(std::is_sorted(kinds.begin(), kinds.end()));
  EXPECT_GT(sections.size(), 3u);
}

// What the tests of this file say they hold for.
TEST(History, EverythingThatCanBeDoneIsInIt) {
  std::map<int, int> done;
  std::set<int> erased;
  for (const uint32_t number : {1, 2, 3, 4, 5, 6}) {
    StoreUnderTest store;
    WriteHistory(store, number, 300, Erasures::kSome);
    for (const v1::ChangeSet& set : ReadAll(store.log(), v1::VIEW_EDITORIAL)) {
      stored::v1::Record record;
      ASSERT_TRUE(record.ParseFromString(set.link().record()));
      ++done[record.command()];
      for (const stored::v1::Effect& effect : record.effects()) {
        if (!effect.has_erasure()) continue;
        const stored::v1::ErasureEffect& what = effect.erasure();
        erased.insert(what.signatory() != 0         ? 0
                      : what.block_anchor().empty() ? 1 + (what.edition() != 0)
                                                    : 3);
      }
    }
  }
  EXPECT_EQ(erased.size(), 4u) << "rows, revisions without and with an edition, blocks";
  for (const auto command :
       {stored::v1::COMMAND_KIND_UPDATE_STATEMENT, stored::v1::COMMAND_KIND_PUBLISH_STATEMENT,
        stored::v1::COMMAND_KIND_ADD_SIGNATORIES, stored::v1::COMMAND_KIND_SCHEDULE_PUBLICATION,
        stored::v1::COMMAND_KIND_CANCEL_SCHEDULE, stored::v1::COMMAND_KIND_DISCARD_DRAFT,
        stored::v1::COMMAND_KIND_WITHDRAW_STATEMENT, stored::v1::COMMAND_KIND_RESTORE_STATEMENT,
        stored::v1::COMMAND_KIND_REMOVE_STATEMENT, stored::v1::COMMAND_KIND_UPDATE_SECTION,
        stored::v1::COMMAND_KIND_DELETE_SECTION, stored::v1::COMMAND_KIND_WITHDRAW_SIGNATORY,
        stored::v1::COMMAND_KIND_CORRECT_SIGNATORY, stored::v1::COMMAND_KIND_TRANSACT,
        stored::v1::COMMAND_KIND_ERASE}) {
    EXPECT_GT(done[command], 0) << stored::v1::CommandKind_Name(command);
  }
}

TEST(SectionRemoval, TheStateBeforeADeletionStaysReadable) {
  StoreUnderTest store;
  ASSERT_OK(store.Do(MakeSection("world")));
  ASSERT_OK(store.Do(MakeSection("press", "world")));
  ASSERT_OK(store.Do(MakeStatement("a", "One")));
  ASSERT_OK(store.Publish("a"));
  UpdateSection move{"press", store.EtagOfSection("press"), {}, {"parent"}};
  ASSERT_OK(store.Do(move));
  const ReadAt before = store.Now(v1::VIEW_PUBLIC);
  ASSERT_OK_AND_ASSIGN(const auto snapshot, store.log().OpenSnapshot(v1::VIEW_PUBLIC, {}));
  ASSERT_OK(store.Do(DeleteSection{"world", store.EtagOfSection("world")}));
  EXPECT_OK(store.store().GetSection("world", before));
  EXPECT_THAT(store.store().GetSection("world", store.Now(v1::VIEW_PUBLIC)),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_TRUE(FoldOf(ReadRest(*snapshot, kSmall)).State().contains("sections/world"));
  const auto sets = ReadAll(store.log(), v1::VIEW_PUBLIC);
  ASSERT_THAT(sets.back().changes(), SizeIs(1));
  EXPECT_EQ(sets.back().changes(0).section_removal().section(), "sections/world");
  ASSERT_OK_AND_ASSIGN(const auto page, store.store().ListSections("", 10, kMany, before));
  EXPECT_THAT(page.items, SizeIs(2));
  store.Reopen();
  EXPECT_THAT(store.Do(DeleteSection{"press", store.EtagOfSection("press")}),
              StatusIs(absl::StatusCode::kFailedPrecondition))
      << "what was filed in it is known after a restart";
}

TEST(FilterCheck, EverythingWrongWithAFilterIsTold) {
  v1::ChangeFilter filter;
  filter.add_sections("press");
  filter.add_languages("EN");
  filter.add_kinds(v1::CHANGE_KIND_UNSPECIFIED);
  EXPECT_THAT(CheckFilter(filter), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("2 more")));
  EXPECT_THAT(CheckFilter({}), IsOk());
}

TEST(LeftFilter, AStatementThatMovesAwayIsToldAsRemovedAndWholeWhereItComesTo) {
  StoreUnderTest store;
  ASSERT_OK(store.Do(MakeSection("press")));
  ASSERT_OK(store.Do(MakeSection("letters")));
  ASSERT_OK(store.Do(MakeStatement("a", "One")));
  ASSERT_OK(store.Do(SignWith("a", {"Union"})));
  ASSERT_OK(store.Publish("a"));
  UpdateStatement move = Retitle("a", store.EtagOf("a"), "One");
  move.update_mask.push_back("section");
  move.content.set_section("sections/letters");
  ASSERT_OK(store.Do(move));
  ASSERT_OK(store.Publish("a"));
  v1::ChangeFilter from;
  from.add_sections("sections/press");
  from.add_kinds(v1::CHANGE_KIND_STATEMENT);
  const auto left = ReadAll(store.log(), v1::VIEW_PUBLIC, from);
  ASSERT_THAT(left, SizeIs(2));
  EXPECT_EQ(left[1].changes(0).statement_removal().reason(), v1::REMOVAL_REASON_LEFT_FILTER);
  EXPECT_EQ(left[1].changes(0).statement_removal().path(), "/en/press/one/");
  v1::ChangeFilter to;
  to.add_sections("sections/letters");
  const auto came = ReadAll(store.log(), v1::VIEW_PUBLIC, to);
  ASSERT_THAT(came, Not(IsEmpty()));
  int editions = 0;
  int signatories = 0;
  for (const v1::Change& change : came.back().changes()) {
    editions += change.has_edition() ? 1 : 0;
    signatories += change.has_signatory() ? 1 : 0;
  }
  EXPECT_EQ(editions, 1);
  EXPECT_EQ(signatories, 1);
}

}  // namespace
}  // namespace communique::content
