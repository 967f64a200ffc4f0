#ifndef COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_BLOB_STORE_FIXTURE_H_
#define COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_BLOB_STORE_FIXTURE_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "statement/digest.h"
#include "tests/content-service/storage/blob_database.h"
#include "tests/testing/status_matchers.h"

namespace communique::content {

// Plain text of any size in which no two chunks are the same.
inline std::string Text(int64_t size) {
  std::string text;
  for (int line = 0; static_cast<int64_t>(text.size()) < size; ++line)
    absl::StrAppend(&text, "line ", line, "\n");
  text.resize(static_cast<size_t>(size));
  return text;
}

class BlobStoreTest : public ::testing::Test {
 protected:
  static v1::UploadHeader HeaderOf(const std::string& bytes, int64_t offset = 0) {
    v1::UploadHeader header;
    header.set_sha256(Sha256Hex(bytes));
    header.set_size_bytes(static_cast<int64_t>(bytes.size()));
    header.set_offset(offset);
    return header;
  }

  absl::StatusOr<std::unique_ptr<BlobUpload>> TryBegin(const v1::UploadHeader& header) {
    return database_.store().BeginUpload(header, database_.store().TakeTicket());
  }
  std::unique_ptr<BlobUpload> Begin(const v1::UploadHeader& header) {
    auto upload = TryBegin(header);
    EXPECT_OK(upload);
    return *std::move(upload);
  }

  absl::StatusOr<StoredBlob> Upload(const std::string& bytes) {
    const auto upload = Begin(HeaderOf(bytes));
    EXPECT_OK(upload->Append(bytes));
    return upload->Finish();
  }

  absl::StatusOr<std::string> ReadAll(const v1::Blob& blob) {
    std::string bytes;
    while (static_cast<int64_t>(bytes.size()) < blob.size_bytes()) {
      auto part = database_.store().Read(blob, static_cast<int64_t>(bytes.size()));
      if (!part.ok()) return part.status();
      bytes += *part;
    }
    return bytes;
  }

  void ExpectNothingStored(const std::string& bytes) {
    EXPECT_THAT(database_.store().Find(Sha256Hex(bytes)), ::communique::testing::IsOk());
    EXPECT_FALSE(database_.store().Find(Sha256Hex(bytes))->has_value());
    EXPECT_EQ(database_.store().QueryUpload(Sha256Hex(bytes))->committed_size, 0);
    const std::unique_ptr<rocksdb::Iterator> chunks(
        database_.db().NewIterator(rocksdb::ReadOptions(), database_.chunks()));
    chunks->SeekToFirst();
    EXPECT_FALSE(chunks->Valid());
  }

  bool HasUploadRow() {
    const std::unique_ptr<rocksdb::Iterator> rows(
        database_.db().NewIterator(rocksdb::ReadOptions(), database_.uploads()));
    rows->SeekToFirst();
    return rows->Valid();
  }

  BlobDatabase database_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_TESTS_CONTENT_SERVICE_STORAGE_BLOB_STORE_FIXTURE_H_
