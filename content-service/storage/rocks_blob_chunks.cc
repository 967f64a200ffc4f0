#include "content-service/storage/rocks_blob_chunks.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "content-service/storage/checksum.h"
#include "content-service/storage/rocks_status.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

constexpr size_t kChecksumBytes = 4;

std::string ChunkKey(absl::string_view digest, int64_t index) {
  std::string key(digest);
  for (int shift = 24; shift >= 0; shift -= 8) key.push_back(static_cast<char>(index >> shift));
  return key;
}

absl::Status Damaged(absl::string_view digest, int64_t index, absl::string_view how) {
  return ErrorWithReason(
      absl::StatusCode::kDataLoss, "BLOB_DAMAGED",
      absl::StrCat("the stored bytes of blobs/", absl::BytesToHexString(digest), " are damaged (chunk ",
                   index, " ", how, "); restore the store from a backup, and look after its disk"));
}

}  // namespace

void RocksBlobChunks::Put(absl::string_view digest, int64_t index, absl::string_view bytes,
                          rocksdb::WriteBatch& batch) const {
  const std::string key = ChunkKey(digest, index);
  const std::string checksum = Crc32c(key, bytes);
  const rocksdb::Slice key_slice(key);
  const rocksdb::Slice value[] = {rocksdb::Slice(checksum), rocksdb::Slice(bytes.data(), bytes.size())};
  batch.Put(family_, rocksdb::SliceParts(&key_slice, 1), rocksdb::SliceParts(value, 2));
}

void RocksBlobChunks::DeleteAll(absl::string_view digest, rocksdb::WriteBatch& batch) const {
  // No index has this many bits, so the last key is beyond every chunk.
  batch.DeleteRange(family_, rocksdb::Slice(ChunkKey(digest, 0)),
                    rocksdb::Slice(ChunkKey(digest, 0xFFFFFFFF)));
}

absl::Status RocksBlobChunks::AppendTo(std::string& bytes, absl::string_view digest, int64_t index) const {
  ASSIGN_OR_RETURN(const bool is_there, AppendIfThere(bytes, digest, index));
  return is_there ? absl::OkStatus() : Damaged(digest, index, "is missing");
}

absl::StatusOr<bool> RocksBlobChunks::AppendIfThere(std::string& bytes, absl::string_view digest,
                                                    int64_t index) const {
  const std::string key = ChunkKey(digest, index);
  rocksdb::PinnableSlice value;
  const rocksdb::Status got = db_->Get(rocksdb::ReadOptions(), family_, key, &value);
  if (got.IsNotFound()) return false;
  if (!got.ok() && !got.IsCorruption()) return FromRocksDb(got, "reading the bytes of a file");
  const absl::string_view stored(value.data(), value.size());
  if (got.ok() && stored.size() > kChecksumBytes) {
    const absl::string_view chunk = stored.substr(kChecksumBytes);
    if (Crc32c(key, chunk) == stored.substr(0, kChecksumBytes)) {
      bytes.append(chunk.data(), chunk.size());
      return true;
    }
  }
  return Damaged(digest, index, "fails its checksum");
}

}  // namespace communique::content
