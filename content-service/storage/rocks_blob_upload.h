#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_UPLOAD_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_UPLOAD_H_

#include <cstdint>
#include <string>

#include "content-service/storage/rocks_blob_store.h"

namespace communique::content {

// The upload of a RocksBlobStore: cuts what comes into chunks and hands them to the store.
class RocksBlobUpload final : public BlobUpload {
 public:
  // `number` is the store's claim on `digest` (raw), given back at the end.
  RocksBlobUpload(RocksBlobStore* store, std::string digest, int64_t number, stored::v1::UploadRow row)
      : store_(store), digest_(std::move(digest)), number_(number), row_(std::move(row)) {}
  ~RocksBlobUpload() override { store_->Release(digest_, number_); }

  bool already_stored() const override { return false; }
  absl::Status Append(absl::string_view bytes) override;
  absl::StatusOr<StoredBlob> Finish() override;

 private:
  absl::Status StoreBuffer();
  absl::Status SizeMismatch(absl::string_view what_came) const;

  RocksBlobStore* const store_;
  const std::string digest_;
  const int64_t number_;
  stored::v1::UploadRow row_;
  // The beginning of the next chunk.
  std::string buffer_;
};

// The upload of bytes that are there already.
class StoredBlobUpload final : public BlobUpload {
 public:
  explicit StoredBlobUpload(v1::Blob blob) : blob_(std::move(blob)) {}

  bool already_stored() const override { return true; }
  absl::Status Append(absl::string_view) override { return absl::OkStatus(); }
  absl::StatusOr<StoredBlob> Finish() override {
    return StoredBlob{.blob = std::move(blob_), .already_stored = true};
  }

 private:
  v1::Blob blob_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_UPLOAD_H_
