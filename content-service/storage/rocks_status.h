#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_STATUS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_STATUS_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace rocksdb {
class Status;
}

namespace communique::content {

// The one place where RocksDB's errors become ours. `doing` completes "while …" in the message.
//   no space left     RESOURCE_EXHAUSTED, reason DISK_FULL
//   corruption        DATA_LOSS, reason STORE_DAMAGED
//   not found         NOT_FOUND
//   anything else     UNAVAILABLE, reason STORE_FAILED (what was written may be there or not)
absl::Status FromRocksDb(const rocksdb::Status& status, absl::string_view doing);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_ROCKS_STATUS_H_
