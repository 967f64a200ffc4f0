#include "content-service/storage/database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "communique/stored/v1/row.pb.h"
#include "rocksdb/db.h"
#include "tests/testing/commands.h"
#include "tests/testing/refused.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using ::communique::testing::MakeSection;
using ::communique::testing::Refused;
using ::communique::testing::StoreUnderTest;

absl::StatusOr<std::unique_ptr<Database>> Open(const std::filesystem::path& directory) {
  return Database::Open({.directory = directory, .file_system = nullptr, .on_write_failure = {}},
                        absl::UnixEpoch());
}

std::set<std::string> NamesIn(const std::filesystem::path& directory) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    names.insert(entry.path().filename());
  }
  return names;
}

TEST(Database, IsRefusedToASecondProcessWhileItIsOpen) {
  const StoreUnderTest store;
  EXPECT_THAT(Open(store.path()).status(),
              Refused(absl::StatusCode::kFailedPrecondition, "STORE_IN_USE", "stop that one first"));
}

// A copy that was cut short, or a disk check that took the file away. RocksDB would begin a new store there
// and delete the old one's files.
TEST(Database, ADiskThatFailedIsWellOnceRocksDbHasMendedItAndNotWhenItHasTried) {
  BackgroundErrors errors;
  rocksdb::Status failed(rocksdb::Status::IOError("a disk that fails"), rocksdb::Status::kHardError);
  errors.OnBackgroundError(rocksdb::BackgroundErrorReason::kFlush, &failed);
  // It tells both, whatever came of it.
  const auto tell_end = [&](const rocksdb::Status& now) {
    errors.OnErrorRecoveryCompleted(failed);
    errors.OnErrorRecoveryEnd({.old_bg_error = failed, .new_bg_error = now});
  };
  tell_end(failed);
  EXPECT_THAT(errors.Get(), Refused(absl::StatusCode::kUnavailable, "STORE_FAILED", "nothing of this"));
  tell_end(rocksdb::Status::OK());
  EXPECT_OK(errors.Get());
}

TEST(Database, AStoreThatLostItsFirstFileIsNotTakenForANewOne) {
  StoreUnderTest store;
  ASSERT_OK(store.Do(MakeSection("press")));
  store.Close();
  std::filesystem::remove(store.path() / "CURRENT");
  const std::set<std::string> before = NamesIn(store.path());
  EXPECT_THAT(Open(store.path()).status(),
              Refused(absl::StatusCode::kDataLoss, "STORE_DAMAGED", "restore the store from a backup"));
  EXPECT_EQ(NamesIn(store.path()), before) << "nothing is deleted";
}

TEST(Database, AStoreWhoseMakingWasCutShortIsMadeAnew) {
  const communique::testing::TemporaryDirectory directory;
  // What RocksDB has written before a store exists; a mount of its own adds a folder.
  for (const char* name : {"IDENTITY", "LOG", "MANIFEST-000001"})
    std::ofstream(directory.path() / name) << "x";
  std::filesystem::create_directory(directory.path() / "lost+found");
  EXPECT_OK(Open(directory.path()));
}

// Such a store lacks rows without which files that are listed would count as listed by nothing.
TEST(Database, AStoreOfAnotherFormatIsRefusedAndLeftAsItIs) {
  const communique::testing::TemporaryDirectory directory;
  for (const auto& [format, reason] : {std::pair<uint32_t, std::string>{kFormatVersion - 1, "FORMAT_TOO_OLD"},
                                       {kFormatVersion + 1, "FORMAT_TOO_NEW"}}) {
    const std::filesystem::path store = directory.path() / reason;
    {
      ASSERT_OK_AND_ASSIGN(const auto made, Open(store));
      stored::v1::MetaRow meta;
      meta.set_format_version(format);
      ASSERT_TRUE(
          made->db()
              ->Put(rocksdb::WriteOptions(), made->family(Family::kMeta), kMetaKey, meta.SerializeAsString())
              .ok());
    }
    EXPECT_THAT(Open(store).status(),
                Refused(absl::StatusCode::kFailedPrecondition, reason, "nothing was changed"));
  }
}

}  // namespace
}  // namespace communique::content
