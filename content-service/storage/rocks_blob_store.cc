#include "content-service/storage/rocks_blob_store.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "content-service/domain/media_metadata.h"
#include "content-service/domain/media_type.h"
#include "content-service/storage/disk_room.h"
#include "content-service/storage/keys.h"
#include "content-service/storage/rocks_blob_upload.h"
#include "content-service/storage/rocks_status.h"
#include "google/protobuf/util/time_util.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {
namespace {

using ::google::protobuf::util::TimeUtil;

absl::Status CheckHeader(const v1::UploadHeader& header) {
  FieldViolations violations;
  if (!IsSha256Hex(header.sha256())) {
    violations.Add("header.sha256", "must be the SHA-256 of the file, 64 lower-case hex digits");
  }
  if (header.size_bytes() < 1) {
    violations.Add("header.size_bytes", "must be the size of the whole file, at least 1 byte");
  }
  if (header.offset() < 0) violations.Add("header.offset", "must be 0, or what QueryUpload says");
  RETURN_IF_ERROR(violations.ToStatus());
  if (header.size_bytes() > kLargestBlobBytes) {
    return ErrorWithReason(absl::StatusCode::kResourceExhausted, "BLOB_TOO_LARGE",
                           absl::StrCat("the file has ", header.size_bytes(), " bytes and at most ",
                                        kLargestBlobBytes, " are allowed; make it smaller"));
  }
  return absl::OkStatus();
}

template <typename Row>
absl::StatusOr<std::optional<Row>> GetRow(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* family,
                                          const std::string& key) {
  std::string value;
  const rocksdb::Status got = db->Get(rocksdb::ReadOptions(), family, key, &value);
  if (got.IsNotFound()) return std::nullopt;
  RETURN_IF_ERROR(FromRocksDb(got, "reading what is known of a file"));
  Row row;
  if (!row.ParseFromString(value)) {
    return FromRocksDb(rocksdb::Status::Corruption("row of a file"), "reading what is known of a file");
  }
  return row;
}

}  // namespace

RocksBlobStore::RocksBlobStore(rocksdb::DB* db, BlobFamilies families, std::function<absl::Time()> now)
    : db_(db), families_(families), chunks_(db, families.chunks), now_(std::move(now)) {}

absl::StatusOr<std::unique_ptr<BlobUpload>> RocksBlobStore::BeginUpload(const v1::UploadHeader& header) {
  RETURN_IF_ERROR(CheckHeader(header));
  RETURN_IF_ERROR(CheckRoom(*db_, static_cast<uint64_t>(header.size_bytes())));
  const std::string digest = absl::HexStringToBytes(header.sha256());
  absl::MutexLock lock(&mutex_);
  RETURN_IF_ERROR(SweepExpired());
  ASSIGN_OR_RETURN(auto stored, FindByDigest(digest));
  if (stored.has_value()) return std::make_unique<StoredBlobUpload>(*std::move(stored));
  if (const auto owner = owners_.find(digest); owner != owners_.end() && owner->second.checking) {
    return ErrorWithReason(absl::StatusCode::kUnavailable, "UPLOAD_BEING_CHECKED",
                           "another upload of this file is being checked; try again in a moment");
  }
  ASSIGN_OR_RETURN(auto found, FindUpload(digest));
  if (header.offset() == 0 && found.has_value()) {
    RETURN_IF_ERROR(Discard(digest));
    found.reset();
  }
  stored::v1::UploadRow row = std::move(found).value_or(stored::v1::UploadRow());
  if (header.offset() == 0) {
    row.set_size_bytes(header.size_bytes());
  } else if (header.offset() != row.committed_size() || header.size_bytes() != row.size_bytes()) {
    return ErrorWithReason(
        absl::StatusCode::kFailedPrecondition, "UPLOAD_OFFSET",
        absl::StrCat("this upload cannot go on at ", header.offset(), " of ", header.size_bytes(),
                     " bytes: ", row.committed_size(), " of ", row.size_bytes(),
                     " are stored; ask QueryUpload where to go on, or begin at 0"));
  }
  owners_[digest] = Owner{.upload = ++last_upload_};
  return std::make_unique<RocksBlobUpload>(this, digest, last_upload_, std::move(row));
}

absl::StatusOr<UploadProgress> RocksBlobStore::QueryUpload(absl::string_view sha256) {
  const std::string digest = absl::HexStringToBytes(sha256);
  ASSIGN_OR_RETURN(const auto blob, FindByDigest(digest));
  if (blob.has_value()) return UploadProgress{.committed_size = blob->size_bytes(), .complete = true};
  ASSIGN_OR_RETURN(const auto row, FindUpload(digest));
  if (!row.has_value() || IsExpired(*row)) return UploadProgress();
  // Chunks are not synced one by one; what is told is.
  RETURN_IF_ERROR(FromRocksDb(db_->SyncWAL(), "making an upload durable"));
  return UploadProgress{.committed_size = row->committed_size()};
}

absl::StatusOr<std::optional<v1::Blob>> RocksBlobStore::Find(absl::string_view sha256) {
  return FindByDigest(absl::HexStringToBytes(sha256));
}

absl::StatusOr<std::string> RocksBlobStore::Read(const v1::Blob& blob, int64_t offset) {
  ASSIGN_OR_RETURN(const std::string sha256, ParseBlobName(blob.name()));
  const std::string digest = absl::HexStringToBytes(sha256);
  absl::StatusOr<std::string> chunk = chunks_.Get(digest, offset / kBlobChunkBytes);
  if (absl::IsDataLoss(chunk.status())) {
    // Nothing listed it, and it was deleted since it was found.
    ASSIGN_OR_RETURN(const auto still_there, FindByDigest(digest));
    if (!still_there.has_value()) {
      return ErrorWithReason(
          absl::StatusCode::kNotFound, "BLOB_NOT_FOUND",
          absl::StrCat(blob.name(), " was deleted, since nothing listed it; upload it again"));
    }
  }
  RETURN_IF_ERROR(chunk.status());
  return chunk->substr(static_cast<size_t>(offset % kBlobChunkBytes));
}

absl::StatusOr<std::optional<v1::Blob>> RocksBlobStore::FindByDigest(const std::string& digest) {
  ASSIGN_OR_RETURN(auto row, GetRow<stored::v1::BlobRow>(db_, families_.blobs, digest));
  if (!row.has_value()) return std::nullopt;
  return std::move(*row->mutable_blob());
}

absl::StatusOr<std::optional<stored::v1::UploadRow>> RocksBlobStore::FindUpload(const std::string& digest) {
  return GetRow<stored::v1::UploadRow>(db_, families_.uploads, digest);
}

bool RocksBlobStore::IsExpired(const stored::v1::UploadRow& row) const {
  const absl::Time updated = absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(row.update_time()));
  return now_() - updated > kUploadLifetime;
}

absl::Status RocksBlobStore::SweepExpired() {
  const std::unique_ptr<rocksdb::Iterator> uploads(
      db_->NewIterator(rocksdb::ReadOptions(), families_.uploads));
  for (uploads->SeekToFirst(); uploads->Valid(); uploads->Next()) {
    stored::v1::UploadRow row;
    const std::string digest = uploads->key().ToString();
    if (owners_.contains(digest)) continue;
    const bool readable =
        row.ParseFromArray(uploads->value().data(), static_cast<int>(uploads->value().size()));
    if (!readable || IsExpired(row)) RETURN_IF_ERROR(Discard(digest));
  }
  return FromRocksDb(uploads->status(), "looking for expired uploads");
}

absl::Status RocksBlobStore::Discard(const std::string& digest) {
  rocksdb::WriteBatch batch;
  chunks_.DeleteAll(digest, batch);
  batch.Delete(families_.uploads, digest);
  return FromRocksDb(db_->Write(rocksdb::WriteOptions(), &batch), "removing an upload");
}

absl::Status RocksBlobStore::StoreChunk(const std::string& digest, int64_t upload, absl::string_view bytes,
                                        stored::v1::UploadRow& row) {
  absl::MutexLock lock(&mutex_);
  RETURN_IF_ERROR(CheckOwner(digest, upload));
  RETURN_IF_ERROR(CheckRoom(*db_, bytes.size()));
  stored::v1::UploadRow next = row;
  next.set_committed_size(row.committed_size() + static_cast<int64_t>(bytes.size()));
  *next.mutable_update_time() = TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now_()));
  rocksdb::WriteBatch batch;
  chunks_.Put(digest, row.committed_size() / kBlobChunkBytes, bytes, batch);
  batch.Put(families_.uploads, digest, next.SerializeAsString());
  RETURN_IF_ERROR(FromRocksDb(db_->Write(rocksdb::WriteOptions(), &batch), "storing a part of a file"));
  row = std::move(next);
  return absl::OkStatus();
}

absl::StatusOr<StoredBlob> RocksBlobStore::Complete(const std::string& digest, int64_t upload,
                                                    int64_t size_bytes) {
  {
    absl::MutexLock lock(&mutex_);
    RETURN_IF_ERROR(CheckOwner(digest, upload));
    owners_[digest].checking = true;
  }
  absl::StatusOr<v1::Blob> blob = Check(digest, size_bytes);
  if (!blob.ok()) {
    // What was refused is gone at once; where the disk is to blame, it may be sent to its end again.
    const absl::StatusCode code = blob.status().code();
    if (code == absl::StatusCode::kInvalidArgument || code == absl::StatusCode::kDataLoss) {
      RETURN_IF_ERROR(Discard(digest));
    }
    return blob.status();
  }
  stored::v1::BlobRow row;
  *row.mutable_blob() = *blob;
  *row.mutable_upload_time() = blob->create_time();
  rocksdb::WriteBatch batch;
  batch.Put(families_.blobs, digest, row.SerializeAsString());
  batch.Delete(families_.uploads, digest);
  rocksdb::WriteOptions synced;
  synced.sync = true;
  RETURN_IF_ERROR(FromRocksDb(db_->Write(synced, &batch), "storing a file"));
  return StoredBlob{.blob = *std::move(blob)};
}

absl::StatusOr<v1::Blob> RocksBlobStore::Check(const std::string& digest, int64_t size_bytes) {
  absl::MutexLock one_at_a_time(&checking_);
  std::string bytes;
  bytes.reserve(static_cast<size_t>(size_bytes));
  for (int64_t index = 0; index * kBlobChunkBytes < size_bytes; ++index) {
    ASSIGN_OR_RETURN(const std::string chunk, chunks_.Get(digest, index));
    bytes += chunk;
  }
  if (const std::string found = Sha256(bytes); found != digest) {
    return ErrorWithReason(absl::StatusCode::kInvalidArgument, "DIGEST_MISMATCH",
                           absl::StrCat("the bytes have the SHA-256 ", absl::BytesToHexString(found),
                                        " and not the one declared, ", absl::BytesToHexString(digest),
                                        "; send the whole file again from its beginning"));
  }
  v1::Blob blob;
  blob.set_name(BlobName(absl::BytesToHexString(digest)));
  blob.set_size_bytes(size_bytes);
  ASSIGN_OR_RETURN(*blob.mutable_media_type(), JudgeMediaType(bytes));
  ASSIGN_OR_RETURN(const MediaMetadata metadata, ReadMediaMetadata(bytes, blob.media_type()));
  *blob.mutable_create_time() = TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now_()));
  blob.set_width(metadata.width);
  blob.set_height(metadata.height);
  blob.set_page_count(metadata.page_count);
  for (const v1::FoundMetadata found : metadata.found) blob.add_found_metadata(found);
  return blob;
}

void RocksBlobStore::Release(const std::string& digest, int64_t upload) {
  absl::MutexLock lock(&mutex_);
  const auto owner = owners_.find(digest);
  if (owner != owners_.end() && owner->second.upload == upload) owners_.erase(owner);
}

absl::Status RocksBlobStore::CheckOwner(const std::string& digest, int64_t upload) const {
  const auto owner = owners_.find(digest);
  if (owner != owners_.end() && owner->second.upload == upload) return absl::OkStatus();
  return ErrorWithReason(absl::StatusCode::kAborted, "UPLOAD_TAKEN_OVER",
                         "a newer upload of the same file has begun and goes on instead of this one; ask "
                         "QueryUpload how far it is");
}

}  // namespace communique::content
