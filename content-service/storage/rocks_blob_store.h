#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_STORE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_STORE_H_

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "communique/stored/v1/blob_rows.pb.h"
#include "content-service/storage/blob_limits.h"
#include "content-service/storage/blob_parts.h"
#include "content-service/storage/blob_store.h"
#include "content-service/storage/chunk_flusher.h"
#include "content-service/storage/rocks_blob_chunks.h"
#include "content-service/storage/upload_rows.h"

namespace communique::content {

// A BlobStore over RocksDB. A file's own row is written last and synced, once all its bytes are durable: of a
// small file by the write-ahead log, which holds chunks and rows in their order; of a large one because its
// chunks, which skip the log, have been flushed (docs/decisions/050-large-files-skip-the-log.md).
class RocksBlobStore final : public BlobStore {
 public:
  // What the parts point to outlives the store; `now` is called from any thread.
  RocksBlobStore(const BlobParts& parts, const BlobLimits& limits, std::function<absl::Time()> now);

  std::shared_ptr<UploadTicket> TakeTicket() override;
  absl::StatusOr<std::unique_ptr<BlobUpload>> BeginUpload(const v1::UploadHeader& header,
                                                          std::shared_ptr<UploadTicket> ticket) override;
  absl::StatusOr<UploadProgress> QueryUpload(absl::string_view sha256) override;
  absl::StatusOr<std::optional<v1::Blob>> Find(absl::string_view sha256) override;
  absl::StatusOr<std::string> Read(const v1::Blob& blob, int64_t offset) override;

  // Removes the uploads of which nothing came for longer than they are kept, open calls or not. So does each
  // upload that begins.
  absl::Status SweepUploads();

 private:
  friend class RocksBlobUpload;

  // An upload as far as it has come in this process.
  struct Claim {
    // Of the newest call that sent it: no older one writes any more.
    std::shared_ptr<UploadTicket> ticket;
    // That call is under way.
    bool held = false;
    bool checking = false;
    // From the start, on the disk or on its way there; `row.committed_size()` of it is durable once the
    // log is.
    int64_t stored_size = 0;
    stored::v1::UploadRow row;
  };

  absl::StatusOr<std::optional<v1::Blob>> FindByDigest(const std::string& digest);
  absl::Status BeginAnew(const std::string& digest, int64_t size_bytes, Claim& claim)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::StatusOr<Claim> FindUpload(const std::string& digest) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::Status SweepExpired() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Removes all that is stored of an upload; never a byte of a file that is whole.
  absl::Status Discard(const std::string& digest) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Makes all durable that has come of an upload, unless it is being checked.
  absl::Status Settle(const std::string& digest);

  // For RocksBlobUpload, by the raw digest.
  absl::Status StoreChunk(const std::string& digest, const UploadTicket& ticket, absl::string_view bytes);
  // After a flush: the first `size` bytes are durable. Nothing is noted while the whole is checked.
  absl::Status NoteDurable(const std::string& digest, const UploadTicket& ticket, int64_t size);
  absl::StatusOr<StoredBlob> Complete(const std::string& digest, const UploadTicket& ticket,
                                      int64_t size_bytes);
  // The file is not whole yet: its upload may go on.
  void EndCheck(const std::string& digest);
  absl::Status PutBlob(const std::string& digest, const v1::Blob& blob);
  void Release(const std::string& digest, const UploadTicket& ticket);
  // CANCELLED; ABORTED, reason UPLOAD_TAKEN_OVER.
  absl::StatusOr<Claim*> Held(const std::string& digest, const UploadTicket& ticket)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  static absl::Status TakenOver();

  const BlobParts parts_;
  const BlobLimits limits_;
  const RocksBlobChunks chunks_;
  const UploadRows rows_;
  const std::function<absl::Time()> now_;
  std::atomic<int64_t> last_ticket_ = 0;

  // Held while a chunk is written, so that an upload that was taken over writes no more.
  absl::Mutex mutex_;
  // By the raw digest: of uploads that are under way or broke, as long as their rows are there.
  std::map<std::string, Claim> claims_ ABSL_GUARDED_BY(mutex_);

  // Checking holds a whole file in memory: one at a time.
  absl::Mutex checking_;
  ChunkFlusher flusher_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_STORE_H_
