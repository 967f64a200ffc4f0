#include "content-service/storage/rocks_blob_store.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "content-service/storage/blob_usage.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {

RocksBlobStore::RocksBlobStore(const BlobParts& parts, const BlobLimits& limits,
                               std::function<absl::Time()> now)
    : parts_(parts),
      limits_(limits),
      chunks_(parts.db, parts.chunks),
      rows_(parts),
      now_(std::move(now)),
      flusher_(parts.db, parts.chunks) {}

std::shared_ptr<UploadTicket> RocksBlobStore::TakeTicket() {
  return std::make_shared<UploadTicket>(++last_ticket_);
}

absl::StatusOr<RocksBlobStore::Claim> RocksBlobStore::FindUpload(const std::string& digest) {
  if (const auto known = claims_.find(digest); known != claims_.end()) return known->second;
  // Of a process before this one: what its row says is on the disk.
  ASSIGN_OR_RETURN(auto row, rows_.Find(digest));
  Claim claim;
  if (row.has_value()) claim.row = *std::move(row);
  claim.stored_size = claim.row.committed_size();
  return claim;
}

absl::StatusOr<UploadProgress> RocksBlobStore::QueryUpload(absl::string_view sha256) {
  const std::string digest = absl::HexStringToBytes(sha256);
  ASSIGN_OR_RETURN(const auto blob, FindByDigest(digest));
  if (blob.has_value()) return UploadProgress{.committed_size = blob->size_bytes(), .complete = true};
  RETURN_IF_ERROR(Settle(digest));
  UploadProgress progress;
  {
    absl::MutexLock lock(&mutex_);
    ASSIGN_OR_RETURN(const Claim claim, FindUpload(digest));
    if (!claim.checking && IsExpired(claim.row, now_())) return UploadProgress();
    progress.committed_size = claim.row.committed_size();
  }
  // Chunks and rows are not synced one by one; what is told is.
  RETURN_IF_ERROR(FromRocksDb(parts_.db->SyncWAL(), "making an upload durable"));
  return progress;
}

absl::StatusOr<std::optional<v1::Blob>> RocksBlobStore::Find(absl::string_view sha256) {
  return FindByDigest(absl::HexStringToBytes(sha256));
}

absl::StatusOr<std::string> RocksBlobStore::Read(const v1::Blob& blob, int64_t offset) {
  ASSIGN_OR_RETURN(const std::string sha256, ParseBlobName(blob.name()));
  const std::string digest = absl::HexStringToBytes(sha256);
  std::string chunk;
  const absl::Status read = chunks_.AppendTo(chunk, digest, offset / kBlobChunkBytes);
  if (absl::IsDataLoss(read)) {
    // Nothing listed it, and it was deleted since it was found.
    ASSIGN_OR_RETURN(const auto still_there, FindByDigest(digest));
    if (!still_there.has_value()) {
      return ErrorWithReason(
          absl::StatusCode::kNotFound, "BLOB_NOT_FOUND",
          absl::StrCat(blob.name(), " was deleted, since nothing listed it; upload it again"));
    }
  }
  RETURN_IF_ERROR(read);
  return chunk.substr(static_cast<size_t>(offset % kBlobChunkBytes));
}

absl::StatusOr<std::optional<v1::Blob>> RocksBlobStore::FindByDigest(const std::string& digest) {
  rocksdb::PinnableSlice value;
  const rocksdb::Status got = parts_.db->Get(rocksdb::ReadOptions(), parts_.blobs, digest, &value);
  if (got.IsNotFound()) return std::nullopt;
  RETURN_IF_ERROR(FromRocksDb(got, "reading what is known of a file"));
  stored::v1::BlobRow row;
  if (row.ParseFromArray(value.data(), static_cast<int>(value.size()))) return std::move(*row.mutable_blob());
  return FromRocksDb(rocksdb::Status::Corruption("row of a file"), "reading what is known of a file");
}

absl::Status RocksBlobStore::SweepUploads() {
  absl::MutexLock lock(&mutex_);
  return SweepExpired();
}

absl::Status RocksBlobStore::SweepExpired() {
  BlobUse left;
  const auto visit = [&](const std::string& digest, const std::optional<stored::v1::UploadRow>& row)
                         ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) -> absl::Status {
    const auto claim = claims_.find(digest);
    const bool is_known = claim != claims_.end();
    if (!is_known && !row.has_value()) return Discard(digest);
    const stored::v1::UploadRow& newest = is_known ? claim->second.row : *row;
    // A call that is open and sends nothing keeps it no longer than one that broke. What is checked is all
    // there.
    if (IsExpired(newest, now_()) && !(is_known && claim->second.checking)) {
      if (is_known) claim->second.ticket->Expire();
      return Discard(digest);
    }
    ++left.unfinished_uploads;
    left.unfinished_bytes += newest.size_bytes();
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(rows_.ForEach(visit));
  parts_.usage->SetUnfinished(left.unfinished_uploads, left.unfinished_bytes);
  return absl::OkStatus();
}

absl::Status RocksBlobStore::Discard(const std::string& digest) {
  ASSIGN_OR_RETURN(const auto whole, FindByDigest(digest));
  rocksdb::WriteBatch batch;
  if (!whole.has_value()) chunks_.DeleteAll(digest, batch);
  batch.Delete(parts_.uploads, digest);
  RETURN_IF_ERROR(FromRocksDb(parts_.db->Write(rocksdb::WriteOptions(), &batch), "removing an upload"));
  claims_.erase(digest);
  return absl::OkStatus();
}

absl::Status RocksBlobStore::Settle(const std::string& digest) {
  Claim claim;
  {
    absl::MutexLock lock(&mutex_);
    ASSIGN_OR_RETURN(claim, FindUpload(digest));
  }
  // A check waits for a flush of its own, and nothing is noted beside it.
  if (claim.checking || claim.stored_size == claim.row.committed_size()) return absl::OkStatus();
  RETURN_IF_ERROR(flusher_.Request()->Await());
  return NoteDurable(digest, *claim.ticket, claim.stored_size);
}

}  // namespace communique::content
