#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_PARTS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_PARTS_H_

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
}  // namespace rocksdb

namespace communique::content {

class BlobUsage;
class CommitGate;

// What of a store is concerned with files. `blobs` and `uploads` are keyed by the raw SHA-256.
struct BlobParts {
  rocksdb::DB* db = nullptr;
  rocksdb::ColumnFamilyHandle* blobs = nullptr;
  rocksdb::ColumnFamilyHandle* chunks = nullptr;
  rocksdb::ColumnFamilyHandle* uploads = nullptr;
  BlobUsage* usage = nullptr;
  CommitGate* gate = nullptr;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_PARTS_H_
