// What files may take, at the limit and one over; what is refused changes nothing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "statement/digest.h"
#include "tests/content-service/storage/blob_store_fixture.h"
#include "tests/testing/refused.h"

namespace communique::content {
namespace {

using ::communique::testing::Refused;

constexpr auto kExhausted = absl::StatusCode::kResourceExhausted;

class BlobQuotaTest : public BlobStoreTest {
 protected:
  void SetLimits(const BlobLimits& limits) {
    database_.limits = limits;
    database_.Reopen();
  }
  // Sends its first chunk and no more.
  void Break(const std::string& bytes) {
    ASSERT_OK(Begin(HeaderOf(bytes))->Append(absl::string_view(bytes).substr(0, kBlobChunkBytes)));
  }
};

TEST_F(BlobQuotaTest, AFileOfTheLargestSizeIsTakenAndOneByteMoreIsNot) {
  SetLimits({.file_bytes = 1000});
  EXPECT_OK(Upload(Text(1000)));
  EXPECT_THAT(TryBegin(HeaderOf(Text(1001))),
              Refused(kExhausted, "BLOB_TOO_LARGE", "1001 bytes and at most 1000 are allowed"));
}

TEST_F(BlobQuotaTest, StoredBytesAreLimitedWithThoseThatUnfinishedUploadsDeclare) {
  SetLimits({.stored_bytes = 4 * kBlobChunkBytes});
  ASSERT_OK(Upload(Text(1000)));
  const std::string broken = Text(2 * kBlobChunkBytes);
  Break(broken);
  const int64_t left = 2 * kBlobChunkBytes - 1000;
  EXPECT_THAT(TryBegin(HeaderOf(Text(left + 1))),
              Refused(kExhausted, "QUOTA_EXCEEDED",
                      "have 525288 bytes (524288 of them in unfinished uploads), this one has 523289 and at "
                      "most 1048576 are allowed; nothing was stored"));
  EXPECT_EQ(database_.store().QueryUpload(Sha256Hex(Text(left + 1)))->committed_size, 0);
  EXPECT_OK(Upload(Text(left)));
  // What has its place already goes on in it, also from its beginning.
  EXPECT_OK(Upload(broken));
  EXPECT_EQ(database_.use().files, 3);
  EXPECT_EQ(database_.use().bytes, 4 * kBlobChunkBytes);
  EXPECT_EQ(database_.use().unfinished_uploads, 0);
  EXPECT_THAT(TryBegin(HeaderOf("x")), Refused(kExhausted, "QUOTA_EXCEEDED", "ask the operator for more"));
  EXPECT_TRUE(Begin(HeaderOf(broken))->already_stored()) << "what is here takes nothing";
}

TEST_F(BlobQuotaTest, WhatIsUsedIsCountedAnewAtTheStart) {
  SetLimits({.stored_bytes = 1'500'000});
  ASSERT_OK(Upload(Text(1'000'000)));
  Break(Text(400'000));
  database_.Reopen();
  EXPECT_EQ(database_.use().bytes, 1'000'000);
  EXPECT_THAT(TryBegin(HeaderOf(Text(200'000))), Refused(kExhausted, "QUOTA_EXCEEDED", "have 1400000 bytes"));
  EXPECT_OK(Upload(Text(400'000)));
}

TEST_F(BlobQuotaTest, UnfinishedUploadsAreLimitedUntilTheyEndOrExpire) {
  SetLimits({.unfinished_uploads = 2});
  const std::string first = Text(2 * kBlobChunkBytes);
  const std::string second = Text(3 * kBlobChunkBytes);
  Break(first);
  const auto under_way = Begin(HeaderOf(second));
  EXPECT_THAT(TryBegin(HeaderOf("third")),
              Refused(kExhausted, "QUOTA_EXCEEDED", "2 uploads are unfinished and at most 2 may be"));
  // Neither is one more.
  EXPECT_OK(TryBegin(HeaderOf(first, kBlobChunkBytes)));
  ASSERT_OK(under_way->Append(second));
  ASSERT_OK(under_way->Finish());
  EXPECT_OK(Upload("third"));
  Break(Text(5 * kBlobChunkBytes));
  EXPECT_THAT(TryBegin(HeaderOf("fourth")), Refused(kExhausted, "QUOTA_EXCEEDED", "an hour after"));
  database_.now += absl::Minutes(61);
  EXPECT_OK(Upload("fourth"));
}

TEST_F(BlobQuotaTest, ACallThatIsOpenAndSendsNothingForAnHourKeepsNoPlace) {
  SetLimits({.unfinished_uploads = 1});
  const std::string bytes = Text(2 * kBlobChunkBytes);
  const auto silent = Begin(HeaderOf(bytes));
  ASSERT_OK(silent->Append(absl::string_view(bytes).substr(0, kBlobChunkBytes)));
  database_.now += absl::Minutes(61);
  EXPECT_EQ(database_.store().QueryUpload(Sha256Hex(bytes))->committed_size, 0);
  EXPECT_OK(Upload("another"));
  EXPECT_THAT(silent->Append(absl::string_view(bytes).substr(kBlobChunkBytes)),
              Refused(absl::StatusCode::kAborted, "UPLOAD_EXPIRED", "from its beginning in a new call"));
  EXPECT_FALSE(HasUploadRow());
  EXPECT_OK(Upload(bytes));
}

TEST_F(BlobQuotaTest, AnUploadThatGoesOnLateHasAnHourAgain) {
  const std::string bytes = Text(2 * kBlobChunkBytes);
  Break(bytes);
  database_.now += absl::Minutes(59);
  const auto upload = Begin(HeaderOf(bytes, kBlobChunkBytes));
  database_.now += absl::Minutes(59);
  ASSERT_OK(database_.store().SweepUploads());
  ASSERT_OK(upload->Append(absl::string_view(bytes).substr(kBlobChunkBytes)));
  EXPECT_OK(upload->Finish());
}

TEST_F(BlobQuotaTest, AnUploadThatIsRefusedWhenItBeginsAnewKeepsWhatItHad) {
  const std::string bytes = Text(2 * kBlobChunkBytes);
  Break(bytes);
  SetLimits({.stored_bytes = kBlobChunkBytes});
  EXPECT_THAT(TryBegin(HeaderOf(bytes)), Refused(kExhausted, "QUOTA_EXCEEDED", "nothing was stored"));
  EXPECT_EQ(database_.store().QueryUpload(Sha256Hex(bytes))->committed_size, kBlobChunkBytes);
}

TEST_F(BlobQuotaTest, WhatIsRefusedOrGivenUpTakesNothing) {
  EXPECT_FALSE(Upload("<!DOCTYPE html>").ok());
  Break(Text(2 * kBlobChunkBytes));
  EXPECT_EQ(database_.use().unfinished_bytes, 2 * kBlobChunkBytes);
  database_.now += absl::Minutes(61);
  ASSERT_OK(database_.store().SweepUploads());
  EXPECT_EQ(database_.use().unfinished_uploads, 0);
  EXPECT_EQ(database_.use().unfinished_bytes, 0);
  EXPECT_EQ(database_.use().files, 0);
}

}  // namespace
}  // namespace communique::content
