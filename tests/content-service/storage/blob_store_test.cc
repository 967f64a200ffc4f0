#include "content-service/storage/blob_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "statement/digest.h"
#include "statement/errors.h"
#include "tests/content-service/domain/media_samples.h"
#include "tests/content-service/storage/blob_store_fixture.h"
#include "tests/testing/status_matchers.h"

namespace communique::content {
namespace {

using ::communique::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST_F(BlobStoreTest, WhatIsStoredIsReadBackByteForByte) {
  for (const int64_t size :
       {int64_t{1}, kBlobChunkBytes - 1, kBlobChunkBytes, kBlobChunkBytes + 1, 3 * kBlobChunkBytes}) {
    const std::string bytes = Text(size);
    ASSERT_OK_AND_ASSIGN(const StoredBlob stored, Upload(bytes));
    EXPECT_FALSE(stored.already_stored);
    EXPECT_EQ(stored.blob.name(), "blobs/" + Sha256Hex(bytes));
    EXPECT_EQ(stored.blob.size_bytes(), size);
    EXPECT_EQ(stored.blob.media_type(), "text/plain");
    EXPECT_EQ(stored.blob.create_time().seconds(), 1'400'000'000);
    ASSERT_OK_AND_ASSIGN(const std::string read, ReadAll(stored.blob));
    EXPECT_TRUE(read == bytes);
  }
}

TEST_F(BlobStoreTest, AnImageIsStoredWithItsSizeAndWhatItCarries) {
  const std::string jpeg =
      Jpeg(640, 480, JpegSegment(0xE1, ExifPrefix() + Exif({.orientation = 6, .gps_directory = true})));
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, Upload(jpeg));
  EXPECT_EQ(stored.blob.media_type(), "image/jpeg");
  EXPECT_EQ(stored.blob.width(), 480);
  EXPECT_EQ(stored.blob.height(), 640);
  EXPECT_THAT(stored.blob.found_metadata(),
              ElementsAre(v1::FOUND_METADATA_EXIF, v1::FOUND_METADATA_POSITION));
}

TEST_F(BlobStoreTest, BytesThatAreHereAlreadyAreNotStoredAgain) {
  const std::string bytes = Text(1000);
  ASSERT_OK(Upload(bytes));
  const auto second = Begin(HeaderOf(bytes));
  EXPECT_TRUE(second->already_stored());
  EXPECT_OK(second->Append("whatever comes is dropped"));
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, second->Finish());
  EXPECT_TRUE(stored.already_stored);
  EXPECT_TRUE(*ReadAll(stored.blob) == bytes);
}

TEST_F(BlobStoreTest, ABrokenUploadGoesOnWhereItBrokeAlsoAfterARestart) {
  const std::string bytes = Text(3 * kBlobChunkBytes);
  ASSERT_OK(Begin(HeaderOf(bytes))->Append(absl::string_view(bytes).substr(0, kBlobChunkBytes + 1000)));
  database_.Reopen();
  ASSERT_OK_AND_ASSIGN(const UploadProgress progress, database_.store().QueryUpload(Sha256Hex(bytes)));
  EXPECT_EQ(progress.committed_size, kBlobChunkBytes);
  EXPECT_FALSE(progress.complete);
  EXPECT_THAT(database_.store().Find(Sha256Hex(bytes)), ::communique::testing::IsOk());
  EXPECT_FALSE(database_.store().Find(Sha256Hex(bytes))->has_value());

  const auto upload = Begin(HeaderOf(bytes, progress.committed_size));
  ASSERT_OK(upload->Append(absl::string_view(bytes).substr(static_cast<size_t>(progress.committed_size))));
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, upload->Finish());
  EXPECT_TRUE(*ReadAll(stored.blob) == bytes);
  EXPECT_TRUE(database_.store().QueryUpload(Sha256Hex(bytes))->complete);
}

TEST_F(BlobStoreTest, AnUploadThatBeginsAtZeroStartsAnew) {
  const std::string bytes = Text(2 * kBlobChunkBytes);
  v1::UploadHeader wrong = HeaderOf(bytes);
  wrong.set_size_bytes(5 * kBlobChunkBytes);
  ASSERT_OK(Begin(wrong)->Append(Text(4 * kBlobChunkBytes)));
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, Upload(bytes));
  EXPECT_TRUE(*ReadAll(stored.blob) == bytes);
}

TEST_F(BlobStoreTest, AnUploadGoesOnOnlyWhereItBroke) {
  const std::string bytes = Text(2 * kBlobChunkBytes);
  ASSERT_OK(Begin(HeaderOf(bytes))->Append(absl::string_view(bytes).substr(0, kBlobChunkBytes)));
  const auto upload = TryBegin(HeaderOf(bytes, 17));
  EXPECT_THAT(upload, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("ask QueryUpload")));
  EXPECT_EQ(ReasonOf(upload.status()), "UPLOAD_OFFSET");
}

TEST_F(BlobStoreTest, OtherBytesThanDeclaredLeaveNothing) {
  const std::string bytes = Text(2 * kBlobChunkBytes);
  v1::UploadHeader header = HeaderOf(bytes);
  header.set_sha256(Sha256Hex("other"));
  {
    const auto upload = Begin(header);
    ASSERT_OK(upload->Append(bytes));
    const auto stored = upload->Finish();
    EXPECT_THAT(stored, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(Sha256Hex(bytes))));
    EXPECT_EQ(ReasonOf(stored.status()), "DIGEST_MISMATCH");
    EXPECT_OK(TryBegin(header));
  }
  ExpectNothingStored("other");
}

TEST_F(BlobStoreTest, AnUploadOfWhichAChunkDidNotStayIsSentAgain) {
  const std::string bytes = Text(3 * kBlobChunkBytes);
  ASSERT_OK(Begin(HeaderOf(bytes))->Append(absl::string_view(bytes).substr(0, 2 * kBlobChunkBytes)));
  const std::string second = Sha256(bytes) + std::string("\0\0\0\1", 4);
  ASSERT_TRUE(database_.db().Delete(rocksdb::WriteOptions(), database_.chunks(), second).ok());
  const auto upload = Begin(HeaderOf(bytes, 2 * kBlobChunkBytes));
  ASSERT_OK(upload->Append(absl::string_view(bytes).substr(2 * kBlobChunkBytes)));
  const auto refused = upload->Finish();
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("chunk 1 of the file did")));
  EXPECT_EQ(ReasonOf(refused.status()), "DIGEST_MISMATCH");
  ExpectNothingStored(bytes);
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, Upload(bytes));
  EXPECT_TRUE(*ReadAll(stored.blob) == bytes);
}

TEST_F(BlobStoreTest, AFileThatIsNotAllowedLeavesNothing) {
  const std::string page = "<!DOCTYPE html><title>hello</title>";
  EXPECT_EQ(ReasonOf(Upload(page).status()), "MEDIA_TYPE_NOT_ALLOWED");
  ExpectNothingStored(page);
  const std::string broken = "\xFF\xD8\xFF no picture";
  EXPECT_EQ(ReasonOf(Upload(broken).status()), "BROKEN_IMAGE");
  ExpectNothingStored(broken);
}

TEST_F(BlobStoreTest, MoreOrLessThanDeclaredIsRefused) {
  const std::string bytes = Text(1000);
  EXPECT_EQ(ReasonOf(Begin(HeaderOf(bytes))->Append(bytes + "x")), "SIZE_MISMATCH");
  const auto shorter = Begin(HeaderOf(bytes));
  ASSERT_OK(shorter->Append("only this"));
  EXPECT_THAT(shorter->Finish(), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("only 9 came")));
}

TEST_F(BlobStoreTest, AHeaderTellsEverythingThatIsWrongWithIt) {
  v1::UploadHeader header;
  header.set_sha256("ABC");
  header.set_offset(-1);
  EXPECT_THAT(TryBegin(header), StatusIs(absl::StatusCode::kInvalidArgument,
                                         HasSubstr("header.sha256: must be the SHA-256 of the "
                                                   "file, 64 lower-case hex digits (and 2 more)")));
  header = HeaderOf("a");
  header.set_size_bytes(kLargestBlobBytes + 1);
  EXPECT_THAT(TryBegin(header),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("at most 104857600 are allowed")));
}

TEST_F(BlobStoreTest, ABrokenUploadIsForgottenAfterAnHour) {
  const std::string bytes = Text(2 * kBlobChunkBytes);
  ASSERT_OK(Begin(HeaderOf(bytes))->Append(absl::string_view(bytes).substr(0, kBlobChunkBytes)));
  database_.now += absl::Minutes(59);
  EXPECT_EQ(database_.store().QueryUpload(Sha256Hex(bytes))->committed_size, kBlobChunkBytes);
  database_.now += absl::Minutes(2);
  EXPECT_EQ(database_.store().QueryUpload(Sha256Hex(bytes))->committed_size, 0);
  Begin(HeaderOf("another file sweeps it"));
  ExpectNothingStored(bytes);
}

TEST_F(BlobStoreTest, AFileThatIsStoredIsSaidToBeThoughBrokenUploadsCannotBeSwept) {
  const std::string broken = Text(2 * kBlobChunkBytes);
  ASSERT_OK(Begin(HeaderOf(broken))->Append(absl::string_view(broken).substr(0, kBlobChunkBytes)));
  const auto upload = Begin(HeaderOf("a small file"));
  database_.now += 2 * kUploadLifetime;
  ASSERT_OK(upload->Append("a small file"));
  // Between the file's own row and the sweep.
  database_.Observe([this](const BlobUse& use) { database_.disk().full = use.files == 1; });
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, upload->Finish());
  EXPECT_FALSE(database_.store().SweepUploads().ok());
  database_.disk().full = false;
  EXPECT_EQ(*ReadAll(stored.blob), "a small file");
}

TEST_F(BlobStoreTest, ARowOfAnUploadThatWasLeftBesideItsFileIsSweptWithoutHarm) {
  const std::string bytes = Text(2 * kBlobChunkBytes);
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, Upload(bytes));
  stored::v1::UploadRow row;
  row.set_size_bytes(2 * kBlobChunkBytes);
  row.set_committed_size(kBlobChunkBytes);
  row.mutable_update_time()->set_seconds(absl::ToUnixSeconds(database_.now));
  ASSERT_TRUE(database_.db()
                  .Put(rocksdb::WriteOptions(), database_.uploads(), Sha256(bytes), row.SerializeAsString())
                  .ok());
  database_.now += 2 * kUploadLifetime;
  ASSERT_OK(database_.store().SweepUploads());
  EXPECT_FALSE(HasUploadRow());
  ASSERT_OK_AND_ASSIGN(const std::string read, ReadAll(stored.blob));
  EXPECT_TRUE(read == bytes);
}

TEST_F(BlobStoreTest, DamagedBytesAreNeverHandedOut) {
  const std::string bytes = Text(2 * kBlobChunkBytes);
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, Upload(bytes));
  const std::unique_ptr<rocksdb::Iterator> chunks(
      database_.db().NewIterator(rocksdb::ReadOptions(), database_.chunks()));
  chunks->SeekToLast();
  const std::string key = chunks->key().ToString();
  std::string value = chunks->value().ToString();
  value[1000] = static_cast<char>(value[1000] ^ 1);
  ASSERT_TRUE(database_.db().Put(rocksdb::WriteOptions(), database_.chunks(), key, value).ok());
  EXPECT_OK(database_.store().Read(stored.blob, 0));
  EXPECT_THAT(database_.store().Read(stored.blob, kBlobChunkBytes),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("chunk 1 fails its checksum")));
  ASSERT_TRUE(database_.db().Delete(rocksdb::WriteOptions(), database_.chunks(), key).ok());
  EXPECT_THAT(database_.store().Read(stored.blob, kBlobChunkBytes),
              StatusIs(absl::StatusCode::kDataLoss, HasSubstr("chunk 1 is missing")));
}

TEST_F(BlobStoreTest, AFullDiskIsSaidAndLeavesNothingHalfStored) {
  const std::string bytes = Text(2 * kBlobChunkBytes);
  {
    const auto upload = Begin(HeaderOf(bytes));
    database_.disk().full = true;
    const absl::Status refused = upload->Append(bytes);
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("no space is left")));
    EXPECT_EQ(ReasonOf(refused), "DISK_FULL");
  }
  database_.disk().full = false;
  database_.Reopen();
  EXPECT_FALSE(database_.store().Find(Sha256Hex(bytes))->has_value());
  ASSERT_OK_AND_ASSIGN(const StoredBlob stored, Upload(bytes));
  EXPECT_TRUE(*ReadAll(stored.blob) == bytes);
}

}  // namespace
}  // namespace communique::content
