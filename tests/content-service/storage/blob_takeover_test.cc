// Several calls with one file, and what is left of them under way: the newest call alone writes.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "statement/digest.h"
#include "statement/errors.h"
#include "tests/content-service/storage/blob_store_fixture.h"
#include "tests/testing/refused.h"

namespace communique::content {
namespace {

using ::communique::testing::Refused;
using ::communique::testing::StatusIs;

class BlobTakeoverTest : public BlobStoreTest {
 protected:
  absl::StatusOr<std::unique_ptr<BlobUpload>> BeginWith(std::shared_ptr<UploadTicket> ticket,
                                                        int64_t offset = 0) {
    return database_.store().BeginUpload(HeaderOf(bytes_, offset), std::move(ticket));
  }
  absl::string_view Chunk(int64_t index) const {
    return absl::string_view(bytes_).substr(static_cast<size_t>(index * kBlobChunkBytes), kBlobChunkBytes);
  }
  int64_t Committed() { return database_.store().QueryUpload(Sha256Hex(bytes_))->committed_size; }

  const std::string bytes_ = Text(4 * kBlobChunkBytes);
};

TEST_F(BlobTakeoverTest, TheNewestOfTwoUploadsOfAFileGoesOn) {
  const std::string bytes = Text(2 * kBlobChunkBytes);
  const auto older = Begin(HeaderOf(bytes));
  const auto newer = Begin(HeaderOf(bytes));
  EXPECT_EQ(ReasonOf(older->Append(bytes)), "UPLOAD_TAKEN_OVER");
  ASSERT_OK(newer->Append(bytes));
  EXPECT_OK(newer->Finish());
}

TEST_F(BlobTakeoverTest, AStepOfACallWhoseClientWentAwayWritesNothing) {
  const auto ticket = database_.store().TakeTicket();
  ASSERT_OK_AND_ASSIGN(const auto gone, BeginWith(ticket));
  ASSERT_OK(gone->Append(Chunk(0)));
  ticket->Cancel();
  EXPECT_THAT(gone->Append(Chunk(1)), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(Committed(), kBlobChunkBytes);
  ASSERT_OK_AND_ASSIGN(const auto resumed, BeginWith(database_.store().TakeTicket(), kBlobChunkBytes));
  EXPECT_THAT(gone->Append(Chunk(2)), StatusIs(absl::StatusCode::kCancelled));
  for (int64_t i = 1; i < 4; ++i) ASSERT_OK(resumed->Append(Chunk(i)));
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, resumed->Finish());
  EXPECT_TRUE(*ReadAll(stored.blob) == bytes_);
}

TEST_F(BlobTakeoverTest, AHeaderThatWaitedWhileANewerCallBeganDoesNotTakeTheUploadOver) {
  const auto old = database_.store().TakeTicket();
  ASSERT_OK_AND_ASSIGN(const auto newer, BeginWith(database_.store().TakeTicket()));
  ASSERT_OK(newer->Append(Chunk(0)));
  EXPECT_THAT(BeginWith(old), Refused(absl::StatusCode::kAborted, "UPLOAD_TAKEN_OVER", "ask QueryUpload"));
  EXPECT_EQ(Committed(), kBlobChunkBytes);
  for (int64_t i = 1; i < 4; ++i) ASSERT_OK(newer->Append(Chunk(i)));
  EXPECT_OK(newer->Finish());
}

TEST_F(BlobTakeoverTest, NorOnceThatOneBrokeInItsTurn) {
  const auto old = database_.store().TakeTicket();
  ASSERT_OK((*BeginWith(database_.store().TakeTicket()))->Append(Chunk(0)));
  EXPECT_THAT(BeginWith(old), Refused(absl::StatusCode::kAborted, "UPLOAD_TAKEN_OVER", "ask QueryUpload"));
  old->Cancel();
  EXPECT_THAT(BeginWith(old), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(Committed(), kBlobChunkBytes);
}

TEST_F(BlobTakeoverTest, ACheckWhoseClientWentAwayEndsAndTheFileNeedsNoMoreBytes) {
  const auto ticket = database_.store().TakeTicket();
  {
    ASSERT_OK_AND_ASSIGN(const auto gone, BeginWith(ticket));
    ASSERT_OK(gone->Append(bytes_));
    // As the check begins.
    database_.at_clock = [&] { ticket->Cancel(); };
    EXPECT_THAT(gone->Finish(), StatusIs(absl::StatusCode::kCancelled));
    database_.at_clock = {};
  }
  EXPECT_FALSE(database_.store().Find(Sha256Hex(bytes_))->has_value());
  const auto size = static_cast<int64_t>(bytes_.size());
  ASSERT_EQ(Committed(), size);
  ASSERT_OK_AND_ASSIGN(const auto resumed, BeginWith(database_.store().TakeTicket(), size));
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, resumed->Finish());
  EXPECT_TRUE(*ReadAll(stored.blob) == bytes_);
}

TEST_F(BlobTakeoverTest, AnAnswerOfQueryUploadStillHoldsWhenTheOldCallStoredMoreSince) {
  ASSERT_OK_AND_ASSIGN(const auto old, BeginWith(database_.store().TakeTicket()));
  ASSERT_OK(old->Append(Chunk(0)));
  const int64_t told = Committed();
  ASSERT_OK(old->Append(Chunk(1)));
  ASSERT_OK_AND_ASSIGN(const auto resumed, BeginWith(database_.store().TakeTicket(), told));
  EXPECT_EQ(ReasonOf(old->Append(Chunk(2))), "UPLOAD_TAKEN_OVER");
  for (int64_t i = 1; i < 4; ++i) ASSERT_OK(resumed->Append(Chunk(i)));
  EXPECT_OK(resumed->Finish());
}

TEST_F(BlobTakeoverTest, CallsThatTakeEachOtherOverAllTheTimeLeaveAWholeFile) {
  std::vector<std::thread> callers;
  for (int caller = 0; caller < 4; ++caller) {
    callers.emplace_back([this] {
      for (int attempt = 0; attempt < 20; ++attempt) {
        const auto upload = BeginWith(database_.store().TakeTicket());
        if (!upload.ok()) continue;
        for (int64_t i = 0; i < 4; ++i) {
          if (!(*upload)->Append(Chunk(i)).ok()) break;
        }
        if (const auto stored = (*upload)->Finish(); stored.ok()) return;
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  const auto upload = Upload(bytes_);
  ASSERT_OK(upload);
  EXPECT_TRUE(*ReadAll(upload->blob) == bytes_);
  EXPECT_EQ(database_.use().files, 1);
}

}  // namespace
}  // namespace communique::content
