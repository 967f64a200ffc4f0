#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_LOG_SCAN_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_LOG_SCAN_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/statusor.h"

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
  // Of a write-ahead log: by number of a log, how many bytes of that one the whole writes in this one, also
  // those behind damage, claim to be durable.
  std::map<uint64_t, uint64_t> claims;
};

// Reads all of it. UNAVAILABLE: the disk fails.
absl::StatusOr<LogScan> ScanLog(rocksdb::FileSystem& files, const std::string& path, uint64_t number);
absl::StatusOr<LogScan> ScanManifest(rocksdb::FileSystem& files, const std::string& path, uint64_t number);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_LOG_SCAN_H_
