#ifndef COMMUNIQUE_CONTENT_SERVICE_SERVICE_BLOB_ACCESS_H_
#define COMMUNIQUE_CONTENT_SERVICE_SERVICE_BLOB_ACCESS_H_

#include <string>

#include "absl/status/statusor.h"
#include "communique/content/v1/attachment.pb.h"
#include "communique/content/v1/blob_service.pb.h"
#include "communique/content/v1/view.pb.h"
#include "content-service/storage/blob_store.h"
#include "content-service/storage/content_store.h"

namespace communique::content {

// The blob of a name as a view may see it. NOT_FOUND, in the same words whether it is not there or not
// public yet; INVALID_ARGUMENT for what is no name. Reads the disk.
absl::StatusOr<v1::Blob> FindBlob(BlobStore& blobs, const ContentStore& store, const std::string& name,
                                  v1::View view);

// Bytes [first, end) of a blob.
struct ByteRange {
  int64_t first = 0;
  int64_t end = 0;
};

// INVALID_ARGUMENT for negative numbers, OUT_OF_RANGE for what reaches beyond the blob. Pure.
absl::StatusOr<ByteRange> RangeOf(const v1::DownloadBlobRequest& request, const v1::Blob& blob);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_SERVICE_BLOB_ACCESS_H_
