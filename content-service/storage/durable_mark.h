#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_DURABLE_MARK_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_DURABLE_MARK_H_

#include <cstdint>
#include <optional>
#include <string>
#include <tuple>

#include "absl/strings/string_view.h"

namespace communique::content {

// How much of one of RocksDB's files is on the disk. Number 0: nothing is known of any.
struct DurableBytes {
  uint64_t number = 0;
  uint64_t bytes = 0;
};

inline bool operator<(const DurableBytes& a, const DurableBytes& b) {
  return std::tie(a.number, a.bytes) < std::tie(b.number, b.bytes);
}

// What is known to be on the disk, as the file DURABLE beside RocksDB's says it: a torn end of a log, which a
// power failure leaves and which nobody was told of, is told by it from a log that was damaged later. It is
// written after what it speaks of, so it never says too much.
struct DurableMark {
  // Of the newest log that was synced; all of the older ones is then on the disk.
  DurableBytes log;
  DurableBytes manifest;
  // The store was closed in good order and not opened since.
  bool closed = false;
};

// The file, always of the same size, to be written over in place. Read: nothing where it is no whole mark.
std::string EncodeMark(const DurableMark& mark);
std::optional<DurableMark> ParseMark(absl::string_view bytes);

// What is known of the log, to be written into that log itself, beside the next commit. Should the power
// fail, the file may be older than this.
std::string EncodeClaim(const DurableBytes& log);
std::optional<DurableBytes> ParseClaim(absl::string_view bytes);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_DURABLE_MARK_H_
