#ifndef COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_LIMITS_H_
#define COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_LIMITS_H_

#include <cstdint>

#include "absl/status/status.h"

namespace communique::content {

// A file is checked in memory, so no limit that is set goes beyond this.
inline constexpr int64_t kLargestBlobBytes = int64_t{100} << 20;

// What files may take.
struct BlobLimits {
  // Of one file; at most kLargestBlobBytes.
  int64_t file_bytes = kLargestBlobBytes;
  // Files of which not all bytes have come, or that are not checked yet.
  int64_t unfinished_uploads = 100;
  // Of all files together, with the declared sizes of those that are unfinished; 0 for what the disk has.
  int64_t stored_bytes = 0;
};

// What files take.
struct BlobUse {
  int64_t files = 0;
  int64_t bytes = 0;
  int64_t unfinished_uploads = 0;
  // As their headers declare.
  int64_t unfinished_bytes = 0;
};

// Whether another file of `size_bytes` may begin beside what `use` tells. RESOURCE_EXHAUSTED, reason
// BLOB_TOO_LARGE or QUOTA_EXCEEDED, with what is used, the limit, and what to do. Pure.
absl::Status CheckLimits(const BlobLimits& limits, const BlobUse& use, int64_t size_bytes);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_STORAGE_BLOB_LIMITS_H_
