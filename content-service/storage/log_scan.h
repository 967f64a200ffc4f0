#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_LOG_SCAN_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_LOG_SCAN_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "content-service/storage/durable_mark.h"

namespace rocksdb {
class FileSystem;
}

namespace communique::content {

// What a file of RocksDB's log format (a write-ahead log, a manifest) holds, read without RocksDB: that stops
// at the first damage, goes on without a word, and deletes the file.
struct LogScan {
  uint64_t number = 0;
  uint64_t size = 0;
  // Up to here everything is whole; `size` where nothing is damaged.
  uint64_t whole = 0;
  // Of a write-ahead log: RocksDB's numbers of the first and last entry up to there; 0 for none.
  uint64_t first_sequence = 0;
  uint64_t last_sequence = 0;
  // Of a write-ahead log: the furthest that a whole write in it, also one behind damage, claims to be
  // durable.
  DurableBytes claim;
};

// Reads all of it. UNAVAILABLE: the disk fails.
absl::StatusOr<LogScan> ScanLog(rocksdb::FileSystem& files, const std::string& path, uint64_t number);
absl::StatusOr<LogScan> ScanManifest(rocksdb::FileSystem& files, const std::string& path, uint64_t number);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_LOG_SCAN_H_
