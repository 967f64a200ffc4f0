#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_STORE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_STORE_H_

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "communique/stored/v1/blob_rows.pb.h"
#include "content-service/storage/blob_store.h"
#include "content-service/storage/rocks_blob_chunks.h"

namespace communique::content {

// The column families of blobs. `blobs` and `uploads` are keyed by the raw SHA-256.
struct BlobFamilies {
  rocksdb::ColumnFamilyHandle* blobs = nullptr;
  rocksdb::ColumnFamilyHandle* chunks = nullptr;
  rocksdb::ColumnFamilyHandle* uploads = nullptr;
};

// A BlobStore over RocksDB. Chunks are written as they come, each in one batch with the row that says
// how far the upload is, so that both are there after a crash or neither. The blob's own row is written
// last and synced; the write-ahead log keeps the order, so its bytes are then durable too.
class RocksBlobStore final : public BlobStore {
 public:
  // The database and the column families outlive the store; `now` is called from any thread.
  RocksBlobStore(rocksdb::DB* db, BlobFamilies families, std::function<absl::Time()> now);

  absl::StatusOr<std::unique_ptr<BlobUpload>> BeginUpload(const v1::UploadHeader& header) override;
  absl::StatusOr<UploadProgress> QueryUpload(absl::string_view sha256) override;
  absl::StatusOr<std::optional<v1::Blob>> Find(absl::string_view sha256) override;
  absl::StatusOr<std::string> Read(const v1::Blob& blob, int64_t offset) override;

 private:
  friend class RocksBlobUpload;

  // Who may write the chunks of a digest: the newest upload of it.
  struct Owner {
    int64_t upload = 0;
    bool checking = false;
  };

  absl::StatusOr<std::optional<v1::Blob>> FindByDigest(const std::string& digest);
  absl::StatusOr<std::optional<stored::v1::UploadRow>> FindUpload(const std::string& digest);
  bool IsExpired(const stored::v1::UploadRow& row) const;
  absl::Status SweepExpired() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Removes all that is stored of an upload.
  absl::Status Discard(const std::string& digest);

  // For RocksBlobUpload, by the raw digest and the number of the upload.
  absl::Status StoreChunk(const std::string& digest, int64_t upload, absl::string_view bytes,
                          stored::v1::UploadRow& row);
  absl::StatusOr<StoredBlob> Complete(const std::string& digest, int64_t upload, int64_t size_bytes);
  absl::StatusOr<v1::Blob> Check(const std::string& digest, int64_t size_bytes);
  void Release(const std::string& digest, int64_t upload);
  absl::Status CheckOwner(const std::string& digest, int64_t upload) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);

  rocksdb::DB* const db_;
  const BlobFamilies families_;
  const RocksBlobChunks chunks_;
  const std::function<absl::Time()> now_;

  // Held while a chunk is written, so that an upload that was taken over writes no more.
  absl::Mutex mutex_;
  std::map<std::string, Owner> owners_ ABSL_GUARDED_BY(mutex_);
  int64_t last_upload_ ABSL_GUARDED_BY(mutex_) = 0;

  // Checking holds a whole file in memory: one at a time.
  absl::Mutex checking_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_STORE_H_
