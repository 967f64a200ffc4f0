#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_CHUNKS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_CHUNKS_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
class WriteBatch;
}  // namespace rocksdb

namespace communique::content {

// The bytes of blobs, cut into chunks of kBlobChunkBytes.
//   key    SHA-256 of the blob (32 bytes), index of the chunk (4 bytes, most significant first)
//   value  CRC-32C of key and bytes (4 bytes, most significant first), bytes
// The checksum covers the key, so that a chunk in another's place is noticed too. Thread-safe; the
// database and the column family outlive it. Digests are raw.
class RocksBlobChunks {
 public:
  RocksBlobChunks(rocksdb::DB* db, rocksdb::ColumnFamilyHandle* family) : db_(db), family_(family) {}

  void Put(absl::string_view digest, int64_t index, absl::string_view bytes,
           rocksdb::WriteBatch& batch) const;
  void DeleteAll(absl::string_view digest, rocksdb::WriteBatch& batch) const;

  // Adds the bytes of a chunk to `bytes`. DATA_LOSS: it is not there, or fails its checksum.
  absl::Status AppendTo(std::string& bytes, absl::string_view digest, int64_t index) const;
  // The same of a chunk that may be missing without harm: whether it is there.
  absl::StatusOr<bool> AppendIfThere(std::string& bytes, absl::string_view digest, int64_t index) const;

 private:
  rocksdb::DB* const db_;
  rocksdb::ColumnFamilyHandle* const family_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_BLOB_CHUNKS_H_
