// Files whose chunks go beside the write-ahead log.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "content-service/storage/rocks_blob_upload.h"
#include "statement/digest.h"
#include "tests/content-service/storage/blob_store_fixture.h"
#include "tests/testing/refused.h"

namespace communique::content {
namespace {

using ::communique::testing::Refused;
using ::communique::testing::StatusIs;

// A PDF, since nobody looks at each of its bytes.
std::string Document(int64_t size) {
  std::string bytes = "%PDF-1.7\n";
  for (int line = 0; static_cast<int64_t>(bytes.size()) < size; ++line) {
    absl::StrAppend(&bytes, line, ": ", std::string(1000, 'x'), "\n");
  }
  bytes.resize(static_cast<size_t>(size));
  return bytes;
}

class BlobLargeFileTest : public BlobStoreTest {
 protected:
  int64_t Committed() { return database_.store().QueryUpload(Sha256Hex(bytes_))->committed_size; }

  const std::string bytes_ = Document((int64_t{40} << 20) + 17);
};

TEST_F(BlobLargeFileTest, OnlyLargeOnesSkipTheLog) {
  EXPECT_FALSE(SkipsLog(int64_t{1} << 20));
  EXPECT_TRUE(SkipsLog(static_cast<int64_t>(bytes_.size())));
}

TEST_F(BlobLargeFileTest, IsReadBackByteForByteAlsoAfterARestart) {
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, Upload(bytes_));
  EXPECT_EQ(stored.blob.media_type(), "application/pdf");
  EXPECT_TRUE(*ReadAll(stored.blob) == bytes_);
  database_.Reopen();
  EXPECT_TRUE(*ReadAll(stored.blob) == bytes_);
  EXPECT_EQ(database_.use().bytes, static_cast<int64_t>(bytes_.size()));
}

TEST_F(BlobLargeFileTest, GoesOnWhereItBrokeToTheLastChunkThatCame) {
  constexpr int64_t kSent = int64_t{21} << 20;
  ASSERT_OK(Begin(HeaderOf(bytes_))->Append(absl::string_view(bytes_).substr(0, kSent + 100)));
  EXPECT_EQ(Committed(), kSent);
  database_.Reopen();
  EXPECT_EQ(Committed(), kSent);
  const auto upload = Begin(HeaderOf(bytes_, kSent));
  ASSERT_OK(upload->Append(absl::string_view(bytes_).substr(kSent)));
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, upload->Finish());
  EXPECT_TRUE(*ReadAll(stored.blob) == bytes_);
}

TEST_F(BlobLargeFileTest, ManyAtOnceAreAllWhole) {
  std::vector<std::string> files;
  for (int i = 0; i < 6; ++i) files.push_back(Document((int64_t{9} << 20) + i * 1'000'000));
  std::vector<std::thread> clients;
  for (const std::string& file : files) {
    clients.emplace_back([&] { EXPECT_OK(Upload(file)); });
  }
  for (std::thread& client : clients) client.join();
  database_.Reopen();
  for (const std::string& file : files) {
    const auto found = database_.store().Find(Sha256Hex(file));
    ASSERT_TRUE(found.ok() && found->has_value());
    EXPECT_TRUE(*ReadAll(**found) == file);
  }
}

TEST_F(BlobLargeFileTest, OtherBytesThanDeclaredLeaveNothing) {
  v1::UploadHeader header = HeaderOf(bytes_);
  header.set_sha256(Sha256Hex("other"));
  const auto upload = Begin(header);
  ASSERT_OK(upload->Append(bytes_));
  EXPECT_THAT(upload->Finish(),
              Refused(absl::StatusCode::kInvalidArgument, "DIGEST_MISMATCH", "send the whole file again"));
  ExpectNothingStored("other");
  EXPECT_EQ(database_.use().unfinished_bytes, 0);
}

TEST_F(BlobLargeFileTest, ACheckThatIsCancelledLosesNoByte) {
  const auto ticket = database_.store().TakeTicket();
  {
    ASSERT_OK_AND_ASSIGN(const auto gone, database_.store().BeginUpload(HeaderOf(bytes_), ticket));
    ASSERT_OK(gone->Append(bytes_));
    // The first time is that of the last chunk, the second that of the check.
    database_.at_clock = [&, times = 0]() mutable {
      if (++times == 2) ticket->Cancel();
    };
    EXPECT_THAT(gone->Finish(), StatusIs(absl::StatusCode::kCancelled));
    database_.at_clock = {};
  }
  database_.Reopen();
  const auto size = static_cast<int64_t>(bytes_.size());
  ASSERT_EQ(Committed(), size);
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, Begin(HeaderOf(bytes_, size))->Finish());
  EXPECT_TRUE(*ReadAll(stored.blob) == bytes_);
}

TEST_F(BlobLargeFileTest, QueriesBesideItsEndLeaveNothingThatIsSweptLater) {
  const auto upload = Begin(HeaderOf(bytes_));
  ASSERT_OK(upload->Append(bytes_));
  std::atomic<bool> over = false;
  std::thread client([&] {
    while (!over) EXPECT_OK(database_.store().QueryUpload(Sha256Hex(bytes_)));
  });
  const absl::StatusOr<StoredBlob> stored = upload->Finish();
  over = true;
  client.join();
  ASSERT_OK(stored);
  EXPECT_FALSE(HasUploadRow());
  database_.now += 2 * kUploadLifetime;
  ASSERT_OK(database_.store().SweepUploads());
  ASSERT_OK_AND_ASSIGN(const std::string read, ReadAll(stored->blob));
  EXPECT_TRUE(read == bytes_);
}

TEST_F(BlobLargeFileTest, ADiskThatFillsUpIsSaidAndLeavesNoFile) {
  const auto upload = Begin(HeaderOf(bytes_));
  database_.disk().full = true;
  absl::Status status = upload->Append(bytes_);
  if (status.ok()) status = upload->Finish().status();
  EXPECT_THAT(status, Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "no space is left"));
  EXPECT_FALSE(database_.store().Find(Sha256Hex(bytes_))->has_value());
}

TEST_F(BlobLargeFileTest, ADiskWithoutRoomForItIsSaidBeforehand) {
  database_.disk().says_full = true;
  EXPECT_THAT(TryBegin(HeaderOf(bytes_)),
              Refused(absl::StatusCode::kResourceExhausted, "DISK_FULL", "MiB left"));
}

}  // namespace
}  // namespace communique::content
