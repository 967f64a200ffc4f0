#include "content-service/storage/takedown_journal.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "content-service/storage/restore_target.h"
#include "rocksdb/db.h"
#include "tests/testing/commands.h"
#include "tests/testing/failing_disk.h"
#include "tests/testing/refused.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using ::communique::testing::FailingDisk;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::Refused;
using ::communique::testing::StoreUnderTest;
using ::communique::testing::TemporaryDirectory;
using ::testing::HasSubstr;
using ::testing::Not;

class TakedownJournals : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK(store_.Do(MakeSection("press")));
    ASSERT_OK(store_.Do(MakeStatement("a", "Quarterstaff")));
    ASSERT_OK(store_.Publish("a"));
  }
  void WithdrawA() {
    ASSERT_OK(store_.Do(WithdrawStatement{{"a", store_.EtagOf("a")}, "Lamplighter told us."}));
  }
  absl::Status OpenAndClose() { return TakedownJournal::Open(path_, store_.database()).status(); }
  Takedowns Kept() {
    const auto file = JournalFile::Open(path_);
    EXPECT_OK(file);
    if (!file.ok()) return {};
    return TakedownsSince(WithoutVoid((*file)->lines()), {store_.database().epoch(), 0, 0});
  }
  std::string Text() const {
    std::ifstream file(path_);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // Of the same store, with the journal.
  std::unique_ptr<Committer> JournaledBy(TakedownJournal& journal) {
    CommitterOptions options;
    options.now = [] { return absl::FromUnixSeconds(1'700'000'000); };
    options.seed = [] { return std::string(32, 's'); };
    options.journal = &journal;
    return std::make_unique<Committer>(&store_.database(), options);
  }
  absl::Status WithdrawABy(Committer& committer) {
    WithdrawStatement action{{"a", store_.EtagOf("a")}, "A reason."};
    return committer.SubmitAndWait(Command{std::move(action), "alice", "", "", "", false}).status();
  }

  const std::shared_ptr<FailingDisk> disk_ = std::make_shared<FailingDisk>();
  StoreUnderTest store_{disk_};
  TemporaryDirectory directory_;
  const std::filesystem::path path_ = directory_.path() / "content.journal";
};

TEST_F(TakedownJournals, AMissingOneIsMadeFromTheHistoryOfTheStoreWithoutAnyText) {
  WithdrawA();
  ASSERT_OK(OpenAndClose());
  ASSERT_EQ(Kept().size(), 1u);
  EXPECT_EQ(Kept()[0].statement(), "a");
  EXPECT_EQ(Kept()[0].sequence(), 4u);
  EXPECT_THAT(Text(), Not(HasSubstr("Lamplighter")));
  EXPECT_THAT(Text(), Not(HasSubstr("uarterstaff")));
}

TEST_F(TakedownJournals, WhatIsTakenDownWhileItIsAwayIsMadeUpForAtTheNextStart) {
  ASSERT_OK(OpenAndClose());
  WithdrawA();
  ASSERT_OK(OpenAndClose());
  ASSERT_OK(OpenAndClose());
  EXPECT_EQ(Kept().size(), 1u);
}

TEST_F(TakedownJournals, ALineThatACrashCutShortIsNoneAndTheNextOneIsWhole) {
  ASSERT_OK(OpenAndClose());
  const std::string whole = Text();
  std::ofstream(path_, std::ios::app) << R"({"epoch":"half)";
  WithdrawA();
  ASSERT_OK(OpenAndClose());
  EXPECT_EQ(Kept().size(), 1u);
  EXPECT_THAT(Text(), ::testing::StartsWith(whole));
}

TEST_F(TakedownJournals, AFlippedByteIsFound) {
  ASSERT_OK(OpenAndClose());
  ASSERT_OK(OpenAndClose());
  std::fstream file(path_, std::ios::in | std::ios::out);
  file.seekp(12);
  file.put('!');
  file.close();
  EXPECT_THAT(OpenAndClose(), Refused(absl::StatusCode::kDataLoss, "JOURNAL_DAMAGED", "line 1"));
}

TEST_F(TakedownJournals, AFlippedByteOfTheLastLineIsFoundTooAndTheLineStays) {
  ASSERT_OK(OpenAndClose());
  const auto size = static_cast<std::streamoff>(std::filesystem::file_size(path_));
  std::fstream file(path_, std::ios::in | std::ios::out);
  file.seekp(size - 3);
  file.put('!');
  file.close();
  EXPECT_THAT(OpenAndClose(), Refused(absl::StatusCode::kDataLoss, "JOURNAL_DAMAGED", "line 1"));
  EXPECT_EQ(Text().size(), static_cast<size_t>(size));
}

TEST_F(TakedownJournals, OneThatCannotBeReadIsNotTakenForAnEmptyOne) {
  // It can be opened, and nothing is at its beginning.
  EXPECT_THAT(JournalFile::Open("/proc/self/mem"),
              Refused(absl::StatusCode::kUnavailable, "JOURNAL_FAILED", "reading it"));
}

TEST_F(TakedownJournals, TwoProcessesCannotHaveIt) {
  const auto first = TakedownJournal::Open(path_, store_.database());
  ASSERT_OK(first);
  EXPECT_THAT(OpenAndClose(),
              Refused(absl::StatusCode::kFailedPrecondition, "JOURNAL_IN_USE", "another process"));
}

TEST_F(TakedownJournals, AnotherStoreIsRefused) {
  ASSERT_OK(OpenAndClose());
  StoreUnderTest other;
  EXPECT_THAT(TakedownJournal::Open(path_, other.database()),
              Refused(absl::StatusCode::kFailedPrecondition, "JOURNAL_OF_ANOTHER_STORE", "--journal"));
}

TEST_F(TakedownJournals, WhatCouldNotBeWrittenIsForgottenAndAnOldCopyOfTheStoreIsRefused) {
  ASSERT_OK(OpenAndClose());
  stored::v1::JournalLine ahead;
  ahead.set_epoch(store_.database().epoch());
  ahead.set_head(3);
  stored::v1::Takedown& takedown = *ahead.add_takedowns();
  takedown.set_kind(stored::v1::TAKEDOWN_KIND_REMOVED);
  takedown.set_statement("a");
  takedown.set_sequence(4);
  const auto append = [&](const stored::v1::JournalLine& line) {
    ASSERT_OK_AND_ASSIGN(const auto file, JournalFile::Open(path_));
    ASSERT_OK(file->Append(line));
  };
  // As a crash leaves it before the commit is written.
  append(ahead);
  ASSERT_OK(OpenAndClose());
  EXPECT_TRUE(Kept().empty());
  // As it is after the commit and some more.
  append(ahead);
  stored::v1::JournalLine later = ahead;
  later.set_head(4);
  later.clear_takedowns();
  append(later);
  EXPECT_THAT(OpenAndClose(), Refused(absl::StatusCode::kFailedPrecondition, "STORE_BEHIND_JOURNAL",
                                      "communique-content restore"));
}

// The descriptors of this process that a file is open under.
int DescriptorOf(const std::filesystem::path& path) {
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    if (std::filesystem::read_symlink(entry.path(), error) == path) return std::stoi(entry.path().filename());
  }
  return -1;
}

TEST_F(TakedownJournals, ATakedownThatCannotBeJournaledIsNotDoneAndOtherWritesAre) {
  ASSERT_OK_AND_ASSIGN(const auto journal, TakedownJournal::Open(path_, store_.database()));
  const auto committer = JournaledBy(*journal);
  // Nothing can be written to it any more.
  const int descriptor = DescriptorOf(path_);
  ASSERT_GE(descriptor, 0);
  const int good = ::dup(descriptor);
  const int read_only = ::open(path_.c_str(), O_RDONLY);
  ASSERT_EQ(::dup2(read_only, descriptor), descriptor);
  const uint64_t head = store_.store().Head().sequence;
  EXPECT_THAT(WithdrawABy(*committer),
              Refused(absl::StatusCode::kUnavailable, "JOURNAL_FAILED", "nothing was done"));
  EXPECT_EQ(store_.store().Head().sequence, head);
  EXPECT_OK(committer->SubmitAndWait(Command{MakeStatement("b", "Other"), "alice", "", "", "", false}));
  // Also those that wait together with such a takedown.
  absl::Notification go_on;
  absl::BlockingCounter answered(3);
  const auto submit = [&](Action action, const absl::StatusCode expected) {
    committer->Submit(Command{std::move(action), "alice", "", "", "", false},
                      [&answered, expected](const auto& outcome) {
                        EXPECT_EQ(outcome.status().code(), expected) << outcome.status();
                        answered.DecrementCount();
                      });
  };
  // Callbacks run on the committing thread here, so this one holds it up.
  committer->Submit(Command{MakeSection("held"), "alice", "", "", "", false},
                    [&](const auto&) { go_on.WaitForNotification(); });
  submit(MakeStatement("c", "Before"), absl::StatusCode::kOk);
  submit(WithdrawStatement{{"a", store_.EtagOf("a")}, "A reason."}, absl::StatusCode::kUnavailable);
  submit(MakeStatement("d", "After"), absl::StatusCode::kOk);
  go_on.Notify();
  answered.Wait();
  ASSERT_EQ(::dup2(good, descriptor), descriptor);
  EXPECT_OK(WithdrawABy(*committer));
  ::close(good);
  ::close(read_only);
}

TEST_F(TakedownJournals, OnAFullDiskNothingIsAddedToIt) {
  ASSERT_OK_AND_ASSIGN(const auto journal, TakedownJournal::Open(path_, store_.database()));
  const auto committer = JournaledBy(*journal);
  const std::string before = Text();
  disk_->says_full = true;
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(WithdrawABy(*committer),
                Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "nothing was stored"));
  }
  EXPECT_EQ(Text(), before);
  disk_->says_full = false;
  EXPECT_OK(WithdrawABy(*committer));
}

TEST_F(TakedownJournals, ATakedownThatTheStoreRefusedIsNotTakenForTheCommitThatComesInItsPlace) {
  ASSERT_OK_AND_ASSIGN(auto journal, TakedownJournal::Open(path_, store_.database()));
  auto committer = JournaledBy(*journal);
  const uint64_t head = store_.store().Head().sequence;
  disk_->broken_files_are_full = true;
  disk_->broken_files = ".sst";
  EXPECT_FALSE(store_.database().db()->Flush({}, store_.database().family(Family::kBodies)).ok());
  EXPECT_THAT(WithdrawABy(*committer),
              Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "make room"));
  disk_->broken_files = nullptr;
  absl::Status stored = absl::UnknownError("not tried yet");
  for (const absl::Time limit = absl::Now() + absl::Seconds(60); !stored.ok() && absl::Now() < limit;) {
    stored =
        committer->SubmitAndWait(Command{MakeStatement("b", "Other"), "alice", "", "", "", false}).status();
  }
  ASSERT_OK(stored);
  EXPECT_EQ(store_.store().Head().sequence, head + 1);
  committer.reset();
  journal.reset();
  ASSERT_OK(OpenAndClose());
  EXPECT_TRUE(Kept().empty());
}

TEST(RestoreTargets, AStoreThatIsNotWholeIsNotOpenedAndIsBegunAnew) {
  const TemporaryDirectory directory;
  const std::filesystem::path path = directory.path() / "store";
  ASSERT_OK(RestoreTarget::Begin(path));
  std::ofstream(path / "000001.sst") << "half of it was moved";
  std::ofstream(path / "CURRENT") << "MANIFEST-000001\n";
  EXPECT_THAT(Database::Open({.directory = path}, absl::UnixEpoch()),
              Refused(absl::StatusCode::kFailedPrecondition, "RESTORE_UNFINISHED", "again"));
  ASSERT_OK_AND_ASSIGN(RestoreTarget target, RestoreTarget::Begin(path));
  EXPECT_FALSE(std::filesystem::exists(path / "000001.sst"));
  ASSERT_OK(Database::Open({.directory = target.workplace()}, absl::UnixEpoch()));
  ASSERT_OK(target.Finish());
  EXPECT_OK(Database::Open({.directory = path}, absl::UnixEpoch()));
  EXPECT_THAT(RestoreTarget::Begin(path),
              Refused(absl::StatusCode::kFailedPrecondition, "TARGET_NOT_EMPTY", "nothing was changed"));
}

TEST(RestoreTargets, AFolderOfTheSameNameThatIsNotOursIsLeftAsItIs) {
  const TemporaryDirectory directory;
  std::filesystem::create_directories(directory.path() / "restoring");
  std::ofstream(directory.path() / "restoring" / "notes.txt") << "mine";
  EXPECT_THAT(RestoreTarget::Begin(directory.path()),
              Refused(absl::StatusCode::kFailedPrecondition, "TARGET_NOT_EMPTY", "restoring"));
  EXPECT_TRUE(std::filesystem::exists(directory.path() / "restoring" / "notes.txt"));
  EXPECT_FALSE(RestoreTarget::IsUnfinished(directory.path()));
}

TEST(RestoreTargets, TwoCannotBeRestoredIntoOneDirectoryAtOnce) {
  const TemporaryDirectory directory;
  ASSERT_OK_AND_ASSIGN(const RestoreTarget target, RestoreTarget::Begin(directory.path()));
  std::ofstream(target.workplace() / "000001.sst") << "of the first";
  EXPECT_THAT(RestoreTarget::Begin(directory.path()),
              Refused(absl::StatusCode::kFailedPrecondition, "RESTORE_RUNNING", "wait until it ends"));
  EXPECT_TRUE(std::filesystem::exists(target.workplace() / "000001.sst"));
}

}  // namespace
}  // namespace communique::content
