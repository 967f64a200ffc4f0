#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_DISK_ROOM_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_DISK_ROOM_H_

#include <cstdint>

#include "absl/status/status.h"

namespace rocksdb {
class DB;
}

namespace communique::content {

// Writes stop while less than this is left on the disk of the store. RocksDB needs some to move what is
// stored already into its tables, and a log that hit the end of the disk can be written again only after
// a restart.
inline constexpr uint64_t kReservedBytes = uint64_t{64} << 20;

// RESOURCE_EXHAUSTED, reason DISK_FULL, where the disk has no room for another `bytes`. OK where it does
// not tell how much it has. To be asked before each write that a client caused. Thread-safe.
absl::Status CheckRoom(const rocksdb::DB& db, uint64_t bytes);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_DISK_ROOM_H_
