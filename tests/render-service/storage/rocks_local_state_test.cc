#include "render-service/storage/rocks_local_state.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <utility>

#include "tests/testing/failing_disk.h"
#include "tests/testing/files_with.h"
#include "tests/testing/public_changes.h"
#include "tests/testing/refused.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace communique::render {
namespace {

using ::communique::testing::FailingDisk;
using ::communique::testing::FilesWith;
using ::communique::testing::IsOk;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeSignatory;
using ::communique::testing::MakeStatement;
using ::communique::testing::Refused;
using ::communique::testing::StatusIs;
using ::communique::testing::TemporaryDirectory;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class RocksLocalStateTest : public ::testing::Test {
 protected:
  RocksLocalStateTest() { Reopen(); }

  void Reopen() {
    state_ = nullptr;
    auto state = OpenRocksLocalState({.directory = temporary_.path() / "state",
                                      .on_write_failure = [this](const absl::Status&) { ++write_failures_; },
                                      .file_system = disk_});
    ASSERT_THAT(state, IsOk());
    state_ = std::move(state).value();
  }

  std::vector<std::string> NewestNames(const std::string& section, size_t limit = 20) {
    std::vector<std::string> names;
    const auto entries = state_->Newest("en", section, limit);
    EXPECT_THAT(entries, IsOk());
    for (const IndexEntry& entry : *entries) names.push_back(entry.statement);
    return names;
  }

  TemporaryDirectory temporary_;
  const std::shared_ptr<FailingDisk> disk_ = std::make_shared<FailingDisk>();
  std::atomic<int> write_failures_ = 0;
  std::unique_ptr<LocalState> state_;
};

StoredOutput MakeOutput(const std::string& path, const OutputKey& owner) {
  StoredOutput output{.owner = owner};
  output.output.set_path(path);
  output.output.mutable_cause()->set_statement(owner.statement);
  return output;
}

TEST_F(RocksLocalStateTest, RemembersEverythingAcrossARestart) {
  const OutputKey page{.type = OutputType::kStatementPage, .statement = "statements/a"};
  StateBatch batch;
  batch.statements = {MakeStatement({.id = "a"})};
  batch.signatories = {MakeSignatory("a", 2, "Second"), MakeSignatory("a", 1, "First")};
  batch.sections = {MakeSection("press", "Press")};
  batch.pending = {{.key = page, .first_cause = 3, .last_cause = 4}};
  batch.outputs = {MakeOutput("/en/press/a/index.html", page)};
  batch.checkpoint =
      Checkpoint{.epoch = "00000000000000aa", .number = 4, .renderer_versions = {{"page", "1"}}};
  ASSERT_OK(state_->Commit(batch));
  Reopen();

  ASSERT_OK_AND_ASSIGN(const Checkpoint checkpoint, state_->ReadCheckpoint());
  EXPECT_EQ(checkpoint.epoch, "00000000000000aa");
  EXPECT_EQ(checkpoint.number, 4u);
  EXPECT_EQ(checkpoint.renderer_versions.at("page"), "1");
  ASSERT_OK_AND_ASSIGN(const auto statement, state_->ReadStatement("statements/a"));
  ASSERT_TRUE(statement.has_value());
  ASSERT_EQ(statement->signatories.size(), 2u);
  EXPECT_EQ(statement->signatories[0].organisation().name(), "First");
  ASSERT_OK_AND_ASSIGN(const SiteOutline outline, state_->ReadOutline());
  EXPECT_EQ(outline.CountIn("en", "sections/press", 2014), 1);
  ASSERT_OK_AND_ASSIGN(const auto pending, state_->ListRenders(Phase::kFiles, Phase::kImages, 10));
  ASSERT_EQ(pending.size(), 1u);
  EXPECT_EQ(pending[0].key, page);
  ASSERT_OK_AND_ASSIGN(const uint64_t oldest, state_->OldestWaiting());
  EXPECT_EQ(oldest, 3u);
  ASSERT_OK_AND_ASSIGN(const StateCounts counts, state_->Count());
  EXPECT_EQ(counts.statements, 1);
  EXPECT_EQ(counts.outputs, 1);
}

TEST_F(RocksLocalStateTest, ListsTheNewestFirstAndFollowsAStatementThatMoves) {
  StateBatch batch;
  batch.statements = {MakeStatement({.id = "a", .year = 2012}), MakeStatement({.id = "b", .year = 2014}),
                      MakeStatement({.id = "c", .year = 2014}),
                      MakeStatement({.id = "d", .section = "letters", .year = 2013})};
  ASSERT_OK(state_->Commit(batch));
  EXPECT_THAT(NewestNames("sections/press"), ElementsAre("statements/b", "statements/c", "statements/a"));
  EXPECT_THAT(NewestNames(""), ElementsAre("statements/b", "statements/c", "statements/d", "statements/a"));
  EXPECT_THAT(NewestNames("", 2), ElementsAre("statements/b", "statements/c"));

  ASSERT_OK(state_->Commit({.statements = {MakeStatement({.id = "b", .section = "letters", .year = 1999})}}));
  EXPECT_THAT(NewestNames("sections/press"), ElementsAre("statements/c", "statements/a"));
  EXPECT_THAT(NewestNames("sections/letters"), ElementsAre("statements/d", "statements/b"));
  ASSERT_OK_AND_ASSIGN(const auto year, state_->ListYear("en", "sections/letters", 1999));
  EXPECT_EQ(year.size(), 1u);
}

TEST_F(RocksLocalStateTest, NothingOfARemovedStatementIsLeft) {
  StateBatch batch;
  batch.statements = {MakeStatement({.id = "a"}), MakeStatement({.id = "ab"})};
  batch.signatories = {MakeSignatory("a", 1, "One"), MakeSignatory("ab", 1, "Another")};
  ASSERT_OK(state_->Commit(batch));
  ASSERT_OK(state_->Commit({.remove_statements = {"statements/a"}}));
  ASSERT_OK_AND_ASSIGN(const auto removed, state_->ReadStatement("statements/a"));
  EXPECT_FALSE(removed.has_value());
  EXPECT_THAT(NewestNames(""), ElementsAre("statements/ab"));
  ASSERT_OK(state_->Commit({.statements = {MakeStatement({.id = "a"})}}));
  ASSERT_OK_AND_ASSIGN(const auto again, state_->ReadStatement("statements/a"));
  EXPECT_THAT(again->signatories, IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto other, state_->ReadStatement("statements/ab"));
  EXPECT_EQ(other->signatories.size(), 1u);
}

TEST_F(RocksLocalStateTest, AFileBelongsToTheLastOutputThatWroteIt) {
  const OutputKey page{.type = OutputType::kStatementPage, .statement = "statements/a"};
  const OutputKey notice{.type = OutputType::kNotice, .path = "/en/press/a/"};
  ASSERT_OK(state_->Commit({.outputs = {MakeOutput("/en/press/a/index.html", page)}}));
  ASSERT_OK(state_->Commit({.outputs = {MakeOutput("/en/press/a/index.html", notice)}}));
  ASSERT_OK_AND_ASSIGN(const auto of_page, state_->ListPathsOwnedBy(page));
  EXPECT_THAT(of_page, IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto of_notice, state_->ListPathsOwnedBy(notice));
  EXPECT_THAT(of_notice, ElementsAre("/en/press/a/index.html"));
  ASSERT_OK_AND_ASSIGN(const auto of_statement, state_->ListOutputs({.statement = "statements/a"}, "", 10));
  EXPECT_THAT(of_statement, IsEmpty());
}

TEST_F(RocksLocalStateTest, AClaimedFileIsTheClaimantsBesidesWhoeverWroteItUntilTheClaimIsSettled) {
  const OutputKey page{.type = OutputType::kStatementPage, .statement = "statements/a"};
  const OutputKey notice{.type = OutputType::kNotice, .path = "/en/press/a/"};
  ASSERT_OK(state_->Commit({.outputs = {MakeOutput("/en/press/a/index.html", page)}}));
  ASSERT_OK(
      state_->Commit({.claims = {{notice, "/en/press/a/index.html"}, {page, "/en/press/b/index.html"}}}));
  Reopen();
  const auto owned_by = [&](const OutputKey& key) { return state_->ListPathsOwnedBy(key).value(); };
  EXPECT_THAT(owned_by(page), ElementsAre("/en/press/a/index.html", "/en/press/b/index.html"));
  EXPECT_THAT(owned_by(notice), ElementsAre("/en/press/a/index.html"));
  ASSERT_OK_AND_ASSIGN(const auto claimed, state_->ReadOutput("/en/press/b/index.html"));
  EXPECT_FALSE(claimed.has_value()) << "nobody has written it yet";
  ASSERT_OK(state_->Commit(
      {.outputs = {MakeOutput("/en/press/a/index.html", notice)}, .remove_claims = {notice, page}}));
  EXPECT_THAT(owned_by(page), IsEmpty());
  EXPECT_THAT(owned_by(notice), ElementsAre("/en/press/a/index.html"));
}

TEST_F(RocksLocalStateTest, OutputsAreListedByPathByPrefixAndByStatement) {
  const OutputKey a{.type = OutputType::kStatementPage, .statement = "statements/a"};
  const OutputKey b{.type = OutputType::kStatementPage, .statement = "statements/b"};
  ASSERT_OK(state_->Commit({.outputs = {MakeOutput("/en/b", b), MakeOutput("/en/a1", a),
                                        MakeOutput("/en/a2", a), MakeOutput("/x", a)}}));
  const auto paths = [&](const OutputFilter& filter, const std::string& after, size_t limit) {
    std::vector<std::string> found;
    const auto outputs = state_->ListOutputs(filter, after, limit);
    EXPECT_THAT(outputs, IsOk());
    for (const v1::Output& output : *outputs) found.push_back(output.path());
    return found;
  };
  EXPECT_THAT(paths({}, "", 10), ElementsAre("/en/a1", "/en/a2", "/en/b", "/x"));
  EXPECT_THAT(paths({}, "/en/a1", 2), ElementsAre("/en/a2", "/en/b"));
  EXPECT_THAT(paths({.path_prefix = "/en/"}, "", 10), ElementsAre("/en/a1", "/en/a2", "/en/b"));
  EXPECT_THAT(paths({.path_prefix = "/en/", .statement = "statements/a"}, "", 10),
              ElementsAre("/en/a1", "/en/a2"));
  EXPECT_THAT(paths({.statement = "statements/a"}, "/en/a2", 10), ElementsAre("/x"));
}

TEST_F(RocksLocalStateTest, AStateDirectoryIsForOneProcess) {
  EXPECT_THAT(OpenRocksLocalState({.directory = temporary_.path() / "state"}),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("another process")));
}

TEST_F(RocksLocalStateTest, ClearForgetsEverything) {
  ASSERT_OK(
      state_->Commit({.statements = {MakeStatement({.id = "a"})}, .checkpoint = Checkpoint{.number = 7}}));
  ASSERT_OK(state_->Clear());
  ASSERT_OK_AND_ASSIGN(const Checkpoint checkpoint, state_->ReadCheckpoint());
  EXPECT_EQ(checkpoint.number, 0u);
  EXPECT_THAT(NewestNames(""), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const StateCounts counts, state_->Count());
  EXPECT_EQ(counts.statements, 0);
}

TEST_F(RocksLocalStateTest, AFullDiskIsRefusedBeforeItIsHitAndGoneOnWithWhenThereIsRoom) {
  ASSERT_OK(state_->Commit({.statements = {MakeStatement({.id = "kept"})}}));
  disk_->says_full = true;
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(state_->Commit({.statements = {MakeStatement({.id = "refused"})}}),
                Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "MiB are needed; make room"));
  }
  EXPECT_THAT(state_->Clear(), Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "make room"));
  EXPECT_THAT(NewestNames(""), ElementsAre("statements/kept"));
  disk_->says_full = false;
  ASSERT_OK(state_->Commit({.statements = {MakeStatement({.id = "later"})}}));
  EXPECT_EQ(write_failures_, 0);
  Reopen();
  EXPECT_THAT(NewestNames(""), ElementsAre("statements/kept", "statements/later"));
}

// Somebody else may fill the disk between the question whether there is room and the write.
TEST_F(RocksLocalStateTest, ALogThatHitTheEndOfTheDiskIsToldAndTakenUpByANewStart) {
  ASSERT_OK(state_->Commit({.statements = {MakeStatement({.id = "kept"})}}));
  disk_->full = true;
  EXPECT_THAT(state_->Commit({.statements = {MakeStatement({.id = "lost"})}}),
              Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "make room"));
  EXPECT_GE(write_failures_, 1);
  disk_->full = false;
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(state_->Commit({.statements = {MakeStatement({.id = "refused"})}}),
                StatusIs(absl::StatusCode::kResourceExhausted))
        << "nobody knows what is in the log";
  }
  EXPECT_THAT(NewestNames(""), ElementsAre("statements/kept")) << "it can be read";
  Reopen();
  EXPECT_THAT(NewestNames(""), ElementsAre("statements/kept"));
  ASSERT_OK(state_->Commit({.statements = {MakeStatement({.id = "later"})}}));
}

TEST_F(RocksLocalStateTest, WhatIsScrubbedLeavesEveryFileInTextsAndInNames) {
  const OutputKey file{.type = OutputType::kAttachment, .statement = "statements/a", .entry = "scan"};
  StateBatch batch;
  batch.statements = {MakeStatement({.id = "a", .title = "Xylophena"})};
  batch.outputs = {MakeOutput("/files/a/0123/Xylophena.jpg", file)};
  batch.claims = {{.owner = file, .path = "/files/a/0123/Xylophena.png"}};
  ASSERT_OK(state_->Commit(batch));
  // The key of a file is the first and the last one of its table.
  Reopen();
  ASSERT_OK(state_->ScrubIfDue());
  EXPECT_THAT(FilesWith(temporary_.path(), "Xylophena"), Not(IsEmpty())) << "nobody asked for it";
  StateBatch erased;
  erased.statements = {MakeStatement({.id = "a"})};
  erased.remove_outputs = {"/files/a/0123/Xylophena.jpg"};
  erased.remove_claims = {file};
  erased.scrub = true;
  ASSERT_OK(state_->Commit(erased));
  Reopen();
  ASSERT_OK(state_->ScrubIfDue());
  EXPECT_THAT(FilesWith(temporary_.path(), "Xylophena"), IsEmpty());
  EXPECT_THAT(NewestNames(""), ElementsAre("statements/a"));
  ASSERT_OK(state_->ScrubIfDue());
  Reopen();
  EXPECT_THAT(NewestNames(""), ElementsAre("statements/a"));
}

TEST_F(RocksLocalStateTest, WhatWasForgottenForASnapshotLeavesTheDiskToo) {
  ASSERT_OK(state_->Commit({.statements = {MakeStatement({.id = "a", .title = "Xylophena"})}}));
  ASSERT_OK(state_->Clear());
  ASSERT_OK(state_->Commit({.statements = {MakeStatement({.id = "b"})}}));
  Reopen();
  ASSERT_OK(state_->ScrubIfDue());
  EXPECT_THAT(FilesWith(temporary_.path(), "Xylophena"), IsEmpty());
  EXPECT_THAT(NewestNames(""), ElementsAre("statements/b"));
}

}  // namespace
}  // namespace communique::render
