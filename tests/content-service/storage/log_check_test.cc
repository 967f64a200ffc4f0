#include "content-service/storage/log_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/storage/durable_mark.h"
#include "rocksdb/db.h"
#include "tests/testing/commands.h"
#include "tests/testing/refused.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using ::communique::testing::MakeSection;
using ::communique::testing::Refused;
using ::communique::testing::StoreUnderTest;
using ::testing::HasSubstr;

// A store whose commits stand in one log, closed, with what lies on the disk in the test's hands.
class LogCheck : public ::testing::Test {
 protected:
  static constexpr int kCommits = 10;

  void SetUp() override {
    for (int i = 0; i < kCommits; ++i) ASSERT_OK(store_.Do(MakeSection(absl::StrCat("section-", i))));
    store_.Close();
  }

  std::filesystem::path FileWith(const std::string& part) const {
    for (const auto& entry : std::filesystem::directory_iterator(store_.path())) {
      const std::string name = entry.path().filename();
      if (name.find(part) != std::string::npos && entry.file_size() > 0) return entry.path();
    }
    ADD_FAILURE() << "no file with " << part;
    return {};
  }
  static std::string Read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  static void Write(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
  }
  static void FlipByte(const std::filesystem::path& path, size_t at) {
    std::string bytes = Read(path);
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    Write(path, bytes);
  }
  // As if the power had failed before the note of what is durable came to the disk.
  void LoseMark() { std::filesystem::remove(store_.path() / "DURABLE"); }

  absl::StatusOr<std::unique_ptr<Database>> Open() {
    return Database::Open({.directory = store_.path(), .file_system = nullptr, .on_write_failure = {}},
                          absl::UnixEpoch());
  }
  static auto IsDamaged() {
    return Refused(absl::StatusCode::kDataLoss, "STORE_DAMAGED", "nothing was changed; restore the store");
  }

  StoreUnderTest store_;
};

TEST_F(LogCheck, AStoreThatWasClosedIsOpenedWithAllItsCommits) {
  ASSERT_OK_AND_ASSIGN(const auto opened, Open());
  EXPECT_EQ(opened->head().Get().sequence, kCommits);
  EXPECT_FALSE(opened->recovery().unclean_stop);
  EXPECT_EQ(opened->recovery().commits_from_log, kCommits);
  EXPECT_EQ(opened->recovery().checked_from, 1u);
  EXPECT_EQ(opened->recovery().checked_to, kCommits);
  EXPECT_EQ(opened->recovery().discarded_log_bytes, 0);
}

TEST_F(LogCheck, ADamagedByteAnywhereInWhatWasSyncedIsRefusedAndNothingIsChanged) {
  const auto log = FileWith(".log");
  const std::string whole = Read(log);
  for (size_t at = 0; at < whole.size(); at += whole.size() / 23) {
    FlipByte(log, at);
    const std::string damaged = Read(log);
    EXPECT_THAT(Open().status(), IsDamaged()) << at;
    EXPECT_TRUE(Read(log) == damaged);
    Write(log, whole);
  }
  EXPECT_OK(Open()) << "with the byte as it was";
}

TEST_F(LogCheck, ALogThatIsCutOffOrMissingIsRefused) {
  const auto log = FileWith(".log");
  const std::string whole = Read(log);
  for (const size_t size : {size_t{0}, whole.size() / 2, whole.size() - 1}) {
    Write(log, whole.substr(0, size));
    EXPECT_THAT(Open().status(), IsDamaged()) << size;
  }
  std::filesystem::remove(log);
  EXPECT_THAT(Open().status(), IsDamaged());
}

// What a write that nobody was told of leaves when the power fails.
TEST_F(LogCheck, ATornEndThatWasNeverSyncedIsLeftOutAndSaid) {
  const auto log = FileWith(".log");
  const std::string whole = Read(log);
  for (const std::string& torn : {whole.substr(0, 100), std::string(100, '\0'), std::string("torn")}) {
    const auto copy = store_.path().parent_path() / "copy";
    std::filesystem::remove_all(copy);
    std::filesystem::copy(store_.path(), copy);
    std::string bytes = torn;
    // No whole write, since its checksum does not fit.
    bytes[0] = static_cast<char>(bytes[0] ^ 1);
    Write(copy / log.filename(), absl::StrCat(whole, bytes));
    ASSERT_OK_AND_ASSIGN(const auto opened,
                         Database::Open({.directory = copy, .file_system = nullptr, .on_write_failure = {}},
                                        absl::UnixEpoch()));
    EXPECT_EQ(opened->head().Get().sequence, kCommits);
    EXPECT_EQ(opened->recovery().discarded_log_bytes, static_cast<int64_t>(bytes.size()));
  }
}

// As SIGKILL leaves it: nothing was closed, and the kernel has all that was written.
TEST_F(LogCheck, AStoreThatWasKilledSaysSoAndHasEveryCommit) {
  store_.Open();
  ASSERT_OK(store_.Do(MakeSection("more")));
  const auto copy = store_.path().parent_path() / "copy";
  std::filesystem::copy(store_.path(), copy);
  ASSERT_OK_AND_ASSIGN(
      const auto opened,
      Database::Open({.directory = copy, .file_system = nullptr, .on_write_failure = {}}, absl::UnixEpoch()));
  EXPECT_TRUE(opened->recovery().unclean_stop);
  EXPECT_EQ(opened->head().Get().sequence, kCommits + 1);
  EXPECT_EQ(opened->recovery().commits_from_log, 1u) << "the others went into tables when it was opened";
}

// The commits themselves say how far the log was synced before them.
TEST_F(LogCheck, DamageBeforeTheLastCommitIsRefusedAlsoWhereTheMarkIsLost) {
  LoseMark();
  const auto log = FileWith(".log");
  const std::string whole = Read(log);
  for (size_t at = 0; at < whole.size() * 3 / 4; at += whole.size() / 17) {
    FlipByte(log, at);
    EXPECT_THAT(Open().status(), IsDamaged()) << at;
    Write(log, whole);
  }
  ASSERT_OK_AND_ASSIGN(const auto opened, Open());
  EXPECT_TRUE(opened->recovery().unclean_stop);
  EXPECT_EQ(opened->head().Get().sequence, kCommits);
}

// Between two whole commits, so that what is left of the log looks whole.
TEST_F(LogCheck, AnEarlierLogThatLacksItsEndIsRefusedByWhatTheNextOneClaims) {
  store_.Open();
  ASSERT_OK(store_.Do(MakeSection("kept")));
  const auto first_log = FileWith(".log");
  const std::string with_one = Read(first_log);
  ASSERT_OK(store_.Do(MakeSection("cut-off")));
  ASSERT_TRUE(store_.database().db()->Flush({}, store_.database().family(Family::kRecords)).ok());
  ASSERT_OK(store_.Do(MakeSection("in-the-second-log")));
  store_.Close();
  LoseMark();
  const std::string whole = Read(first_log);
  ASSERT_GT(whole.size(), with_one.size());
  Write(first_log, with_one);
  EXPECT_THAT(Open().status(), IsDamaged());
  Write(first_log, whole);
  ASSERT_OK_AND_ASSIGN(const auto opened, Open());
  EXPECT_EQ(opened->head().Get().sequence, kCommits + 3);
}

// A commit in the second log claims that the first is durable, which is deleted later.
TEST_F(LogCheck, ALogThatIsNotNeededAnyMoreIsNotMissed) {
  store_.Open();
  ASSERT_OK(store_.Do(MakeSection("in-the-first-log")));
  rocksdb::DB& db = *store_.database().db();
  ASSERT_TRUE(db.Flush({}, store_.database().family(Family::kRecords)).ok());
  ASSERT_OK(store_.Do(MakeSection("in-the-second-log")));
  for (size_t i = 0; i < kFamilyCount; ++i) {
    const auto family = static_cast<Family>(i);
    if (family == Family::kRecords) continue;
    ASSERT_TRUE(db.Flush({}, store_.database().family(family)).ok());
  }
  store_.Close();
  LoseMark();
  ASSERT_OK_AND_ASSIGN(const auto opened, Open());
  EXPECT_EQ(opened->head().Get().sequence, kCommits + 2);
}

TEST_F(LogCheck, AnUnsyncedEndOfTheManifestIsCutOffAndSyncedPartsMustBeWhole) {
  const auto manifest = FileWith("MANIFEST-");
  const std::string whole = Read(manifest);
  FlipByte(manifest, whole.size() / 2);
  EXPECT_THAT(Open().status(), IsDamaged());
  Write(manifest, whole.substr(0, whole.size() - 1));
  EXPECT_THAT(Open().status(), IsDamaged());
  // The beginning of another edit, and zeros where the rest of it should be.
  Write(manifest, absl::StrCat(whole, whole.substr(0, 20), std::string(50, '\0')));
  std::string torn = Read(manifest);
  torn[whole.size()] = static_cast<char>(torn[whole.size()] ^ 1);
  Write(manifest, torn);
  ASSERT_OK_AND_ASSIGN(const auto opened, Open());
  EXPECT_EQ(opened->head().Get().sequence, kCommits);
  EXPECT_EQ(opened->recovery().discarded_manifest_bytes, 70);
}

TEST_F(LogCheck, AMarkThatCannotBeReadIsNoneAndTheStoreCountsAsNotClosed) {
  Write(store_.path() / "DURABLE", "not a mark");
  ASSERT_OK_AND_ASSIGN(const auto opened, Open());
  EXPECT_TRUE(opened->recovery().unclean_stop);
  EXPECT_EQ(opened->head().Get().sequence, kCommits);
}

TEST(DurableMark, IsReadAsItWasWrittenAndNotAtAllWhereAnyByteIsAnotherOne) {
  const DurableMark mark{.log = {12, 3456}, .manifest = {7, 89}, .closed = true};
  const std::string bytes = EncodeMark(mark);
  EXPECT_THAT(bytes, HasSubstr("closed"));
  const auto read = ParseMark(bytes);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->log.number, 12u);
  EXPECT_EQ(read->log.bytes, 3456u);
  EXPECT_EQ(read->manifest.number, 7u);
  EXPECT_EQ(read->manifest.bytes, 89u);
  EXPECT_TRUE(read->closed);
  for (size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    EXPECT_FALSE(ParseMark(damaged).has_value()) << at;
  }
  EXPECT_FALSE(ParseMark(bytes.substr(0, bytes.size() / 2)).has_value());
}

}  // namespace
}  // namespace communique::content
