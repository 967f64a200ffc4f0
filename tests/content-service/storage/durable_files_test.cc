#include "content-service/storage/durable_files.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/testing/temporary_directory.h"

namespace communique::content {
namespace {

class DurableFilesTest : public ::testing::Test {
 protected:
  DurableFilesTest() { files_.Open(DurableMark()); }

  std::unique_ptr<rocksdb::FSWritableFile> Make(const std::string& name) {
    std::unique_ptr<rocksdb::FSWritableFile> file;
    EXPECT_TRUE(files_.NewWritableFile(path_ + "/" + name, {}, &file, nullptr).ok());
    return file;
  }
  static void AppendAndSync(rocksdb::FSWritableFile& file, const std::string& bytes) {
    EXPECT_TRUE(file.Append(bytes, rocksdb::IOOptions(), nullptr).ok());
    EXPECT_TRUE(file.Sync(rocksdb::IOOptions(), nullptr).ok());
  }
  // As RocksDB does it after it has made a log and before it says that anything in it is done.
  void SyncDirectory() {
    std::unique_ptr<rocksdb::FSDirectory> directory;
    ASSERT_TRUE(files_.NewDirectory(path_, rocksdb::IOOptions(), &directory, nullptr).ok());
    EXPECT_TRUE(directory->FsyncWithDirOptions(rocksdb::IOOptions(), nullptr, {}).ok());
  }
  void ExpectNoted(uint64_t number, uint64_t bytes) {
    const auto noted = files_.Read();
    ASSERT_TRUE(noted.has_value());
    EXPECT_EQ(noted->log.number, number);
    EXPECT_EQ(noted->log.bytes, bytes);
    EXPECT_EQ(files_.log().number, number);
  }

  testing::TemporaryDirectory directory_;
  const std::string path_ = directory_.path().string();
  DurableFiles files_{rocksdb::FileSystem::Default(), path_};
};

// Else a store would be refused that lost a log of which nobody was told anything.
TEST_F(DurableFilesTest, ALogIsNotedOnceItsNameIsOnTheDiskToo) {
  const auto first = Make("000007.log");
  AppendAndSync(*first, "123");
  ExpectNoted(0, 0);
  SyncDirectory();
  ExpectNoted(7, 3);
  AppendAndSync(*first, "456");
  ExpectNoted(7, 6);

  const auto second = Make("000009.log");
  AppendAndSync(*second, "1");
  ExpectNoted(7, 6);
  AppendAndSync(*first, "789");
  ExpectNoted(7, 9);
  SyncDirectory();
  ExpectNoted(9, 1);
}

TEST_F(DurableFilesTest, ALogThatIsDeletedIsNotNotedAnyMore) {
  AppendAndSync(*Make("000007.log"), "123");
  SyncDirectory();
  ExpectNoted(7, 3);
  EXPECT_TRUE(files_.DeleteFile(path_ + "/000007.log", rocksdb::IOOptions(), nullptr).ok());
  ExpectNoted(0, 0);
  AppendAndSync(*Make("000009.log"), "123");
  EXPECT_TRUE(files_.DeleteFile(path_ + "/000009.log", rocksdb::IOOptions(), nullptr).ok());
  SyncDirectory();
  ExpectNoted(0, 0);
}

}  // namespace
}  // namespace communique::content
