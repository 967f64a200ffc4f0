#include <utility>

#include "content-service/storage/blob_check.h"
#include "content-service/storage/blob_usage.h"
#include "content-service/storage/commit_gate.h"
#include "content-service/storage/disk_room.h"
#include "content-service/storage/rocks_blob_store.h"
#include "content-service/storage/rocks_blob_upload.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

// What an upload that has begun writes, to its end.
namespace communique::content {

absl::Status RocksBlobStore::StoreChunk(const std::string& digest, const UploadTicket& ticket,
                                        absl::string_view bytes) {
  absl::MutexLock lock(&mutex_);
  ASSIGN_OR_RETURN(Claim* const claim, Held(digest, ticket));
  const int64_t in_memory = claim->stored_size - claim->row.committed_size();
  RETURN_IF_ERROR(CheckRoom(*parts_.db, static_cast<uint64_t>(in_memory) + bytes.size()));
  const int64_t stored_size = claim->stored_size + static_cast<int64_t>(bytes.size());
  stored::v1::UploadRow row = claim->row;
  Touch(row, now_());
  rocksdb::WriteBatch batch;
  chunks_.Put(digest, claim->stored_size / kBlobChunkBytes, bytes, batch);
  rocksdb::WriteOptions options;
  options.disableWAL = SkipsLog(row.size_bytes());
  if (!options.disableWAL) {
    row.set_committed_size(stored_size);
    batch.Put(parts_.uploads, digest, row.SerializeAsString());
  }
  RETURN_IF_ERROR(FromRocksDb(parts_.db->Write(options, &batch), "storing a part of a file"));
  claim->stored_size = stored_size;
  claim->row = std::move(row);
  return absl::OkStatus();
}

absl::Status RocksBlobStore::NoteDurable(const std::string& digest, const UploadTicket& ticket,
                                         int64_t size) {
  absl::MutexLock lock(&mutex_);
  const auto claim = claims_.find(digest);
  // A newer call counts for itself, and so does a check: the row of a file that became whole must not come
  // back.
  if (claim == claims_.end() || claim->second.ticket->number() != ticket.number() || claim->second.checking) {
    return absl::OkStatus();
  }
  stored::v1::UploadRow& row = claim->second.row;
  if (size <= row.committed_size()) return absl::OkStatus();
  row.set_committed_size(size);
  return rows_.Put(digest, row, false);
}

absl::StatusOr<StoredBlob> RocksBlobStore::Complete(const std::string& digest, const UploadTicket& ticket,
                                                    int64_t size_bytes) {
  {
    absl::MutexLock lock(&mutex_);
    ASSIGN_OR_RETURN(Claim* const claim, Held(digest, ticket));
    claim->checking = true;
  }
  // The check reads from memory what is on its way to the disk.
  const auto flush = SkipsLog(size_bytes) ? flusher_.Request() : nullptr;
  absl::StatusOr<v1::Blob> blob;
  {
    absl::MutexLock one_at_a_time(&checking_);
    blob = CheckBlob(chunks_, digest, size_bytes, now_(), ticket);
  }
  absl::Status durable = flush == nullptr ? absl::OkStatus() : flush->Await();
  if (durable.ok() && blob.ok()) durable = PutBlob(digest, *blob);
  const bool refused = absl::IsInvalidArgument(blob.status()) || absl::IsDataLoss(blob.status());
  if (!refused && !(blob.ok() && durable.ok())) {
    EndCheck(digest);
    if (durable.ok()) durable = NoteDurable(digest, ticket, size_bytes);
    return blob.ok() ? durable : blob.status();
  }
  absl::MutexLock lock(&mutex_);
  // What was refused is gone at once; where the disk is to blame, it may be sent to its end again.
  if (refused) {
    // Where even that fails, it may be begun anew.
    claims_[digest].checking = false;
    RETURN_IF_ERROR(Discard(digest));
  } else {
    claims_.erase(digest);
  }
  // It is not unfinished any more. What becomes of this file is told even where others cannot be swept: the
  // sweeper says so.
  SweepExpired().IgnoreError();
  RETURN_IF_ERROR(blob.status());
  return StoredBlob{.blob = *std::move(blob)};
}

void RocksBlobStore::EndCheck(const std::string& digest) {
  absl::MutexLock lock(&mutex_);
  claims_[digest].checking = false;
}

absl::Status RocksBlobStore::PutBlob(const std::string& digest, const v1::Blob& blob) {
  stored::v1::BlobRow row;
  *row.mutable_blob() = blob;
  *row.mutable_upload_time() = blob.create_time();
  rocksdb::WriteBatch batch;
  batch.Put(parts_.blobs, digest, row.SerializeAsString());
  batch.Delete(parts_.uploads, digest);
  rocksdb::WriteOptions synced;
  synced.sync = true;
  // A backup that has the row has the bytes: they were flushed before.
  const CommitGate::Pass pass(*parts_.gate);
  RETURN_IF_ERROR(FromRocksDb(parts_.db->Write(synced, &batch), "storing a file"));
  parts_.usage->Add(1, blob.size_bytes());
  return absl::OkStatus();
}

void RocksBlobStore::Release(const std::string& digest, const UploadTicket& ticket) {
  absl::MutexLock lock(&mutex_);
  const auto claim = claims_.find(digest);
  if (claim != claims_.end() && claim->second.ticket->number() == ticket.number()) claim->second.held = false;
}

absl::StatusOr<RocksBlobStore::Claim*> RocksBlobStore::Held(const std::string& digest,
                                                            const UploadTicket& ticket) {
  RETURN_IF_ERROR(ticket.Check());
  const auto claim = claims_.find(digest);
  if (claim != claims_.end() && claim->second.ticket->number() == ticket.number()) return &claim->second;
  return TakenOver();
}

absl::Status RocksBlobStore::TakenOver() {
  return ErrorWithReason(absl::StatusCode::kAborted, "UPLOAD_TAKEN_OVER",
                         "a newer upload of the same file has begun and goes on instead of this one; ask "
                         "QueryUpload how far it is");
}

}  // namespace communique::content
