#include "content-service/service/blob_access.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "content-service/service/name_fields.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {

absl::StatusOr<v1::Blob> FindBlob(BlobStore& blobs, const ContentStore& store, const std::string& name,
                                  v1::View view) {
  ASSIGN_OR_RETURN(const std::string sha256, IdIn("name", ParseBlobName(name)));
  ASSIGN_OR_RETURN(std::optional<v1::Blob> blob, blobs.Find(sha256));
  bool visible = blob.has_value();
  if (visible && view == v1::VIEW_EDITORIAL) {
    ASSIGN_OR_RETURN(const int64_t references, store.BlobReferences(sha256));
    blob->set_reference_count(references);
  }
  if (visible && view != v1::VIEW_EDITORIAL) {
    ASSIGN_OR_RETURN(visible, store.IsBlobPublic(sha256));
    // When it was uploaded tells how long the statement was prepared.
    blob->clear_create_time();
  }
  if (visible) return *std::move(blob);
  return ErrorWithReason(
      absl::StatusCode::kNotFound, "BLOB_NOT_FOUND",
      absl::StrCat(name,
                   " is not there, or not to be seen in this view; upload it, or ask for VIEW_EDITORIAL"));
}

absl::StatusOr<ByteRange> RangeOf(const v1::DownloadBlobRequest& request, const v1::Blob& blob) {
  FieldViolations violations;
  if (request.offset() < 0) violations.Add("offset", "must be the first byte, counted from 0");
  if (request.length() < 0) violations.Add("length", "must be the number of bytes, or 0 for all the rest");
  RETURN_IF_ERROR(violations.ToStatus());
  const int64_t left = blob.size_bytes() - request.offset();
  if (left <= 0 || request.length() > left) {
    return ErrorWithReason(absl::StatusCode::kOutOfRange, "RANGE_BEYOND_END",
                           absl::StrCat("the range reaches beyond the ", blob.size_bytes(),
                                        " bytes of this file; ask for bytes within them"),
                           {{"size_bytes", absl::StrCat(blob.size_bytes())}});
  }
  const int64_t length = request.length() == 0 ? left : request.length();
  return ByteRange{.first = request.offset(), .end = request.offset() + length};
}

}  // namespace communique::content
