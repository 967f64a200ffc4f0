#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_LOG_CHECK_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_LOG_CHECK_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "content-service/storage/durable_mark.h"

namespace rocksdb {
class FileSystem;
}

namespace communique::content {

// The number of the oldest log that still holds something which is in no table.
using OldestNeededLog = std::function<absl::StatusOr<uint64_t>()>;

// Holds the logs of a store against what is known to be durable, by the `mark` and by what whole writes in
// them claim, before RocksDB opens it: a torn end, which a power failure leaves, is passed over; where
// anything is damaged that was synced, DATA_LOSS, reason STORE_DAMAGED. `oldest_needed` is asked only where
// something is damaged, since it takes a while. How many bytes RocksDB will leave out: nobody was ever told
// that they are stored. Reads every log, writes nothing.
absl::StatusOr<int64_t> CheckLogs(rocksdb::FileSystem& files, const std::string& directory,
                                  const DurableMark& mark, const OldestNeededLog& oldest_needed);

// The same of the manifest that CURRENT names. RocksDB does not open one with a torn end, so that is cut off,
// where the mark proves that it was not synced. How many bytes were.
absl::StatusOr<int64_t> MendManifest(rocksdb::FileSystem& files, const std::string& directory,
                                     const DurableBytes& known);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_LOG_CHECK_H_
