#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_UPLOAD_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_UPLOAD_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "content-service/storage/rocks_blob_store.h"

namespace communique::content {

// Whether the chunks of a file of this size go beside the write-ahead log: each of its flushes makes a file
// on the disk, too many for small ones, and saves writing the bytes twice, which is the time that a large one
// takes.
bool SkipsLog(int64_t size_bytes);

// The upload of a RocksBlobStore: cuts what comes into chunks and hands them to the store. Of a large file it
// has one part flushed while the next one comes.
class RocksBlobUpload final : public BlobUpload {
 public:
  // The store's claim on `digest` (raw) is this ticket's, and is given back at the end.
  RocksBlobUpload(RocksBlobStore* store, std::string digest, std::shared_ptr<const UploadTicket> ticket,
                  const v1::UploadHeader& header)
      : store_(store),
        digest_(std::move(digest)),
        ticket_(std::move(ticket)),
        size_bytes_(header.size_bytes()),
        stored_size_(header.offset()),
        flushed_size_(header.offset()) {}
  ~RocksBlobUpload() override { store_->Release(digest_, *ticket_); }

  bool already_stored() const override { return false; }
  absl::Status Append(absl::string_view bytes) override;
  absl::StatusOr<StoredBlob> Finish() override;

 private:
  absl::Status Store(absl::string_view chunk);
  // Waits for the flush before, and asks for the next.
  absl::Status FlushPart();
  absl::Status SizeMismatch(absl::string_view what_came) const;

  RocksBlobStore* const store_;
  const std::string digest_;
  const std::shared_ptr<const UploadTicket> ticket_;
  const int64_t size_bytes_;
  int64_t stored_size_;
  // What the newest flush covers, which may be under way.
  int64_t flushed_size_;
  std::shared_ptr<const ChunkFlusher::Flush> flush_;
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
