#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_STORE_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_STORE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "communique/content/v1/attachment.pb.h"
#include "communique/content/v1/blob_service.pb.h"
#include "content-service/storage/upload_ticket.h"

namespace communique::content {

// Every stored chunk but a blob's last has this size, so an upload resumes at a multiple of it.
inline constexpr int64_t kBlobChunkBytes = int64_t{256} << 10;
// An upload is kept this long after its last stored chunk, whether it broke or its call is still open.
inline constexpr absl::Duration kUploadLifetime = absl::Hours(1);

struct StoredBlob {
  v1::Blob blob;
  // These bytes were here before this upload.
  bool already_stored = false;
};

// One upload that is under way. One thread at a time. Destroyed without Finish, it leaves what is
// stored for a later one to go on with. Must not outlive its BlobStore.
class BlobUpload {
 public:
  virtual ~BlobUpload() = default;

  // Set when the whole file is stored already: Append then drops what it is given, and Finish answers
  // with the blob at once.
  virtual bool already_stored() const = 0;

  // The next bytes, any number. INVALID_ARGUMENT, reason SIZE_MISMATCH: more than declared. ABORTED,
  // reason UPLOAD_TAKEN_OVER: a newer call with the same file has begun; reason UPLOAD_EXPIRED: nothing came
  // for kUploadLifetime, so nothing stayed. CANCELLED: the ticket is. RESOURCE_EXHAUSTED: the disk is full.
  virtual absl::Status Append(absl::string_view bytes) = 0;

  // Checks size and SHA-256 of the whole, what kind of file it is and what it carries, and makes it
  // durable; only then can it be read. INVALID_ARGUMENT, reasons SIZE_MISMATCH (what is stored stays,
  // to go on with), DIGEST_MISMATCH (also where a part did not stay), MEDIA_TYPE_NOT_ALLOWED, BROKEN_IMAGE
  // (nothing stays); DATA_LOSS: what was stored is damaged (nothing stays); CANCELLED as soon as the ticket
  // is, or ABORTED as for Append (what is stored stays). The last call. Takes up to a second, most of it of a
  // processor.
  virtual absl::StatusOr<StoredBlob> Finish() = 0;
};

struct UploadProgress {
  // Durable bytes from the start; the next chunk goes here.
  int64_t committed_size = 0;
  bool complete = false;
};

// Immutable bytes, addressed by their SHA-256 (64 lower-case hex digits in every call). Thread-safe;
// calls read and write the disk, so never from a thread that must not block.
class BlobStore {
 public:
  virtual ~BlobStore() = default;

  // For a call that comes in now. Does not block.
  virtual std::shared_ptr<UploadTicket> TakeTicket() = 0;

  // Begins an upload, or goes on with one that broke. Of several calls with one file the one with the newest
  // ticket goes on and the others fail. INVALID_ARGUMENT: a field of the header is wrong.
  // FAILED_PRECONDITION, reason UPLOAD_OFFSET: `offset` is neither 0 nor the end of a chunk that is stored.
  // RESOURCE_EXHAUSTED: a limit (BLOB_TOO_LARGE, QUOTA_EXCEEDED) or the disk (DISK_FULL); nothing was
  // changed. ABORTED, reason UPLOAD_TAKEN_OVER. UNAVAILABLE: the same file is being checked right now by
  // another upload. CANCELLED: the ticket is.
  virtual absl::StatusOr<std::unique_ptr<BlobUpload>> BeginUpload(const v1::UploadHeader& header,
                                                                  std::shared_ptr<UploadTicket> ticket) = 0;

  // Makes durable what has come of an upload, and says how much that is; zero for one that is not known (any
  // more). While the whole is checked it says what is durable by now. May wait for a flush.
  virtual absl::StatusOr<UploadProgress> QueryUpload(absl::string_view sha256) = 0;

  // What is known of a stored blob, or nothing.
  virtual absl::StatusOr<std::optional<v1::Blob>> Find(absl::string_view sha256) = 0;

  // Bytes of a blob from `offset` on: at least one and at most kBlobChunkBytes, to be called again for
  // the rest. `offset` must lie within the blob. DATA_LOSS: what is stored fails its checksum.
  // NOT_FOUND: it was deleted since it was found.
  virtual absl::StatusOr<std::string> Read(const v1::Blob& blob, int64_t offset) = 0;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_STORE_H_
