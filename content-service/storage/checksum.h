#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHECKSUM_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHECKSUM_H_

#include <string>

#include "absl/strings/string_view.h"

namespace communique::content {

// CRC-32C over both one after the other, in 4 bytes, most significant first. Thread-safe.
//
// By the processor's own instruction where it has one: RocksDB's, as Debian builds it, goes through tables
// (docs/decisions/050-large-files-skip-the-log.md).
std::string Crc32c(absl::string_view first, absl::string_view second = "");

// The same by RocksDB, on any machine.
std::string Crc32cByRocksDb(absl::string_view first, absl::string_view second);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_CHECKSUM_H_
