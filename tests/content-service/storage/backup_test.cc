#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "content-service/storage/chain_check.h"
#include "content-service/storage/rocks_backup_store.h"
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

bool NeverCancelled() { return false; }

class Backups : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = RocksBackupStore::Open(&store_.database(), directory_.path() / "backups");
    ASSERT_OK(opened);
    backups_ = *std::move(opened);
    ASSERT_OK(store_.Do(MakeSection("press")));
    ASSERT_OK(store_.Do(MakeStatement("first", "First")));
    ASSERT_OK(store_.Publish("first"));
  }

  absl::StatusOr<Backup> Create(int keep = 0) { return backups_->Create(keep, &NeverCancelled); }

  // Some file of the backups with this ending.
  std::filesystem::path FileOf(const std::string& ending) const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory_.path() / "backups")) {
      if (entry.path().extension() == ending && entry.file_size() > 200) return entry.path();
    }
    return {};
  }

  std::shared_ptr<FailingDisk> disk_ = std::make_shared<FailingDisk>();
  StoreUnderTest store_{disk_};
  TemporaryDirectory directory_;
  std::unique_ptr<RocksBackupStore> backups_;
};

TEST_F(Backups, ABackupIsListedAndFoundWholeAtThePositionOfTheStore) {
  const auto made = Create();
  ASSERT_OK(made);
  EXPECT_EQ(made->position, (Position{store_.database().epoch(), 3, 1}));
  ASSERT_OK(store_.Do(MakeStatement("second", "Second")));
  const auto check = backups_->Verify(made->number);
  ASSERT_OK(check);
  EXPECT_EQ(check->commits_checked, 3u);
  const auto list = backups_->List();
  ASSERT_OK(list);
  ASSERT_EQ(list->backups.size(), 1u);
  EXPECT_EQ(list->backups[0].position, made->position);
  EXPECT_GT(list->backups[0].size_bytes, 0);
  EXPECT_TRUE(list->damaged.empty());
}

TEST_F(Backups, ADirectoryMayBeNamedFromWhereTheProcessIs) {
  const std::filesystem::path relative = std::filesystem::relative(directory_.path() / "backups");
  ASSERT_TRUE(relative.is_relative());
  ASSERT_OK_AND_ASSIGN(const auto backups, RocksBackupStore::Open(&store_.database(), relative));
  ASSERT_OK_AND_ASSIGN(const Backup made, backups->Create(0, &NeverCancelled));
  EXPECT_OK(backups->Verify(made.number));
}

TEST_F(Backups, ABackupUnderLoadHoldsExactlyTheCommitsUpToItsPosition) {
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 0; !stop; ++i)
      EXPECT_OK(store_.Do(MakeStatement(absl::StrCat("s-", i), absl::StrCat("Under load ", i))));
  });
  for (int i = 0; i < 5; ++i) {
    const auto made = Create();
    EXPECT_OK(made);
    if (!made.ok()) break;
    const auto check = backups_->Verify(made->number);
    EXPECT_OK(check);
    if (!check.ok()) break;
    EXPECT_EQ(check->commits_checked, made->position.sequence);
  }
  stop = true;
  writer.join();
}

TEST_F(Backups, BeforeTheFirstOneTheListIsEmpty) {
  const auto list = backups_->List();
  ASSERT_OK(list);
  EXPECT_TRUE(list->backups.empty());
  EXPECT_THAT(backups_->Verify(1),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_BACKUP", "list the backups"));
}

TEST_F(Backups, OnlyTheNewestAreKeptThatWereAskedFor) {
  for (int i = 0; i < 3; ++i) ASSERT_OK(Create());
  ASSERT_OK(Create(2));
  const auto list = backups_->List();
  ASSERT_OK(list);
  ASSERT_EQ(list->backups.size(), 2u);
  EXPECT_EQ(list->backups[0].number, 4u);
  EXPECT_EQ(list->backups[1].number, 3u);
  EXPECT_OK(backups_->Verify(3));
  EXPECT_THAT(backups_->Verify(1),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_BACKUP", "list the backups"));
}

TEST_F(Backups, AFlippedByteIsFoundAndNamed) {
  const auto made = Create();
  ASSERT_OK(made);
  const std::filesystem::path path = FileOf(".sst");
  ASSERT_FALSE(path.empty());
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(100);
  const char byte = static_cast<char>(file.get());
  file.seekp(100);
  file.put(static_cast<char>(byte ^ 1));
  file.close();
  EXPECT_THAT(backups_->Verify(made->number),
              Refused(absl::StatusCode::kDataLoss, "BACKUP_DAMAGED", path.filename().string()));
}

TEST_F(Backups, ABackupWithAMissingFileIsListedAsDamaged) {
  const auto made = Create();
  ASSERT_OK(made);
  std::filesystem::remove(FileOf(".sst"));
  const auto list = backups_->List();
  ASSERT_OK(list);
  EXPECT_TRUE(list->backups.empty());
  EXPECT_EQ(list->damaged, std::vector<uint32_t>{made->number});
  EXPECT_THAT(backups_->Verify(made->number),
              Refused(absl::StatusCode::kDataLoss, "BACKUP_DAMAGED", "damaged"));
}

TEST_F(Backups, ABackupThatWouldTakeTheRoomOfTheStoreIsNotMade) {
  disk_->says_full = true;
  EXPECT_THAT(Create(), Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "make room"));
  disk_->says_full = false;
  EXPECT_THAT(backups_->List()->backups, ::testing::IsEmpty());
  EXPECT_OK(Create());
}

TEST_F(Backups, ABackupWhoseDiskFillsUpLeavesNothingInTheListAndCommitsGoOn) {
  ASSERT_OK(Create());
  ASSERT_OK(store_.Do(MakeStatement("second", "Second")));
  bool full = false;
  // Asked first before anything is copied, and then with every piece.
  const auto made = backups_->Create(0, [&] {
    disk_->full = full;
    full = true;
    return false;
  });
  disk_->full = false;
  EXPECT_THAT(made, Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "make room"));
  const auto list = backups_->List();
  ASSERT_OK(list);
  EXPECT_EQ(list->backups.size(), 1u);
  EXPECT_TRUE(list->damaged.empty());
  EXPECT_OK(store_.Do(MakeStatement("third", "Third")));
  EXPECT_OK(Create());
}

TEST_F(Backups, ABackupWhoseCallerWentAwayIsGivenUp) {
  int asked = 0;
  EXPECT_EQ(backups_->Create(0, [&] { return ++asked > 1; }).status().code(), absl::StatusCode::kCancelled);
  EXPECT_THAT(backups_->List()->backups, ::testing::IsEmpty());
  EXPECT_OK(store_.Do(MakeStatement("second", "Second")));
}

TEST_F(Backups, OneAtATime) {
  absl::Status second;
  ASSERT_OK(backups_->Create(0, [&] {
    if (second.ok()) second = Create().status();
    return false;
  }));
  EXPECT_THAT(second, Refused(absl::StatusCode::kAborted, "BACKUP_RUNNING", "wait for it"));
}

TEST_F(Backups, AChainWithARecordThatIsNotItsOwnIsBroken) {
  ASSERT_OK(CheckChains(store_.database()));
  ASSERT_TRUE(
      store_.database()
          .db()
          ->Put(rocksdb::WriteOptions(), store_.database().family(Family::kBodies), BodyKey(2, 0), "x")
          .ok());
  EXPECT_THAT(CheckChains(store_.database()),
              Refused(absl::StatusCode::kDataLoss, "STORE_DAMAGED", "a text of record 2"));
}

TEST_F(Backups, ATextThatIsMissingAndWasNotErasedIsFound) {
  ASSERT_TRUE(store_.database()
                  .db()
                  ->Delete(rocksdb::WriteOptions(), store_.database().family(Family::kBodies), BodyKey(2, 0))
                  .ok());
  EXPECT_THAT(CheckChains(store_.database()),
              Refused(absl::StatusCode::kDataLoss, "STORE_DAMAGED", "was not erased"));
}

}  // namespace
}  // namespace communique::content
