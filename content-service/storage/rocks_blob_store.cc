#include "content-service/storage/rocks_blob_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "content-service/storage/blob_check.h"
#include "content-service/storage/blob_usage.h"
#include "content-service/storage/commit_gate.h"
#include "content-service/storage/disk_room.h"
#include "content-service/storage/rocks_blob_upload.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

absl::Status CheckHeader(const v1::UploadHeader& header) {
  FieldViolations violations;
  if (!IsSha256Hex(header.sha256())) {
    violations.Add("header.sha256", "must be the SHA-256 of the file, 64 lower-case hex digits");
  }
  if (header.size_bytes() < 1) {
    violations.Add("header.size_bytes", "must be the size of the whole file, at least 1 byte");
  }
  if (header.offset() < 0) violations.Add("header.offset", "must be 0, or what QueryUpload says");
  return violations.ToStatus();
}

absl::Status TakenOver() {
  return ErrorWithReason(absl::StatusCode::kAborted, "UPLOAD_TAKEN_OVER",
                         "a newer upload of the same file has begun and goes on instead of this one; ask "
                         "QueryUpload how far it is");
}

// Where an upload may go on: where it is, or at the end of a chunk before, as an earlier answer has it.
bool GoesOnAt(int64_t offset, int64_t stored_size) {
  return offset == stored_size || (offset < stored_size && offset % kBlobChunkBytes == 0);
}

}  // namespace

RocksBlobStore::RocksBlobStore(const BlobParts& parts, const BlobLimits& limits,
                               std::function<absl::Time()> now)
    : parts_(parts),
      limits_(limits),
      chunks_(parts.db, parts.chunks),
      rows_(parts),
      now_(std::move(now)),
      flusher_(parts.db, parts.chunks) {}

std::shared_ptr<UploadTicket> RocksBlobStore::TakeTicket() {
  absl::MutexLock lock(&mutex_);
  return std::make_shared<UploadTicket>(++last_ticket_);
}

absl::StatusOr<std::unique_ptr<BlobUpload>> RocksBlobStore::BeginUpload(
    const v1::UploadHeader& header, std::shared_ptr<const UploadTicket> ticket) {
  RETURN_IF_ERROR(CheckHeader(header));
  const std::string digest = absl::HexStringToBytes(header.sha256());
  absl::MutexLock lock(&mutex_);
  RETURN_IF_ERROR(ticket->Check());
  RETURN_IF_ERROR(SweepExpired());
  ASSIGN_OR_RETURN(auto stored, FindByDigest(digest));
  if (stored.has_value()) return std::make_unique<StoredBlobUpload>(*std::move(stored));
  ASSIGN_OR_RETURN(Claim claim, FindUpload(digest));
  if (claim.ticket != nullptr && claim.ticket->number() > ticket->number()) return TakenOver();
  if (claim.checking) {
    return ErrorWithReason(absl::StatusCode::kUnavailable, "UPLOAD_BEING_CHECKED",
                           "another upload of this file is being checked; try again in a moment");
  }
  if (header.offset() == 0) {
    RETURN_IF_ERROR(BeginAnew(digest, header.size_bytes(), claim));
  } else if (header.size_bytes() != claim.row.size_bytes() || !GoesOnAt(header.offset(), claim.stored_size)) {
    return ErrorWithReason(
        absl::StatusCode::kFailedPrecondition, "UPLOAD_OFFSET",
        absl::StrCat("this upload cannot go on at ", header.offset(), " of ", header.size_bytes(),
                     " bytes: ", claim.stored_size, " of ", claim.row.size_bytes(),
                     " are stored; ask QueryUpload where to go on, or begin at 0"));
  }
  claim.ticket = ticket;
  claim.held = true;
  claim.stored_size = header.offset();
  claim.row.set_committed_size(std::min(claim.row.committed_size(), header.offset()));
  claims_[digest] = std::move(claim);
  return std::make_unique<RocksBlobUpload>(this, digest, std::move(ticket), header);
}

absl::Status RocksBlobStore::BeginAnew(const std::string& digest, int64_t size_bytes, Claim& claim) {
  BlobUse beside = parts_.usage->Get();
  if (claim.row.size_bytes() > 0) {
    beside.unfinished_uploads -= 1;
    beside.unfinished_bytes -= claim.row.size_bytes();
  }
  RETURN_IF_ERROR(CheckLimits(limits_, beside, size_bytes));
  RETURN_IF_ERROR(CheckRoom(*parts_.db, static_cast<uint64_t>(size_bytes)));
  if (claim.row.size_bytes() > 0) RETURN_IF_ERROR(Discard(digest));
  claim = Claim();
  claim.row.set_size_bytes(size_bytes);
  Touch(claim.row, now_());
  // Chunks beside the log must not be there without a row by which they are found again.
  RETURN_IF_ERROR(rows_.Put(digest, claim.row, SkipsLog(size_bytes)));
  parts_.usage->SetUnfinished(beside.unfinished_uploads + 1, beside.unfinished_bytes + size_bytes);
  return absl::OkStatus();
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
    if (!claim.held && IsExpired(claim.row, now_())) return UploadProgress();
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
    if (!(is_known && claim->second.held) && IsExpired(newest, now_())) return Discard(digest);
    ++left.unfinished_uploads;
    left.unfinished_bytes += newest.size_bytes();
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(rows_.ForEach(visit));
  parts_.usage->SetUnfinished(left.unfinished_uploads, left.unfinished_bytes);
  return absl::OkStatus();
}

absl::Status RocksBlobStore::Discard(const std::string& digest) {
  rocksdb::WriteBatch batch;
  chunks_.DeleteAll(digest, batch);
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
  if (claim.stored_size == claim.row.committed_size()) return absl::OkStatus();
  RETURN_IF_ERROR(flusher_.Request()->Await());
  return NoteDurable(digest, *claim.ticket, claim.stored_size);
}

absl::Status RocksBlobStore::NoteDurable(const std::string& digest, const UploadTicket& ticket,
                                         int64_t size) {
  absl::MutexLock lock(&mutex_);
  const auto claim = claims_.find(digest);
  // A newer call counts for itself.
  if (claim == claims_.end() || claim->second.ticket->number() != ticket.number()) return absl::OkStatus();
  stored::v1::UploadRow& row = claim->second.row;
  if (size <= row.committed_size()) return absl::OkStatus();
  row.set_committed_size(size);
  return rows_.Put(digest, row, false);
}

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
  if (durable.ok() && absl::IsCancelled(blob.status())) durable = NoteDurable(digest, ticket, size_bytes);
  absl::MutexLock lock(&mutex_);
  // What was refused is gone at once; where the disk is to blame, it may be sent to its end again.
  if (absl::IsInvalidArgument(blob.status()) || absl::IsDataLoss(blob.status())) {
    RETURN_IF_ERROR(Discard(digest));
  } else if (blob.ok() && durable.ok()) {
    claims_.erase(digest);
  } else {
    claims_[digest].checking = false;
    return blob.ok() ? durable : blob.status();
  }
  // It is not unfinished any more.
  RETURN_IF_ERROR(SweepExpired());
  RETURN_IF_ERROR(blob.status());
  return StoredBlob{.blob = *std::move(blob)};
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

}  // namespace communique::content
