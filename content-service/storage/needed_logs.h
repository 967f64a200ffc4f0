#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_NEEDED_LOGS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_NEEDED_LOGS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "rocksdb/options.h"

namespace communique::content {

// The number of the oldest write-ahead log of a store that is not open which holds something that is in no
// table, as RocksDB itself reckons it; 0 where it does not know. Reads every log, writes nothing. Errors of
// FromRocksDb.
absl::StatusOr<uint64_t> OldestNeeded(const rocksdb::DBOptions& options, const std::string& path);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_NEEDED_LOGS_H_
