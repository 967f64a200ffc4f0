#include "content-service/storage/rocks_blob_upload.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {

absl::Status RocksBlobUpload::Append(absl::string_view bytes) {
  const int64_t room = row_.size_bytes() - row_.committed_size() - static_cast<int64_t>(buffer_.size());
  if (static_cast<int64_t>(bytes.size()) > room) return SizeMismatch("more came");
  while (!bytes.empty()) {
    const size_t part = std::min(bytes.size(), static_cast<size_t>(kBlobChunkBytes) - buffer_.size());
    buffer_.append(bytes.data(), part);
    bytes.remove_prefix(part);
    if (buffer_.size() == static_cast<size_t>(kBlobChunkBytes)) RETURN_IF_ERROR(StoreBuffer());
  }
  return absl::OkStatus();
}

absl::StatusOr<StoredBlob> RocksBlobUpload::Finish() {
  const int64_t received = row_.committed_size() + static_cast<int64_t>(buffer_.size());
  if (received != row_.size_bytes()) return SizeMismatch(absl::StrCat("only ", received, " came"));
  if (!buffer_.empty()) RETURN_IF_ERROR(StoreBuffer());
  absl::StatusOr<StoredBlob> stored = store_->Complete(digest_, number_, row_.size_bytes());
  // At once, and not when this object goes: a refused file may be sent again right away.
  store_->Release(digest_, number_);
  return stored;
}

absl::Status RocksBlobUpload::StoreBuffer() {
  RETURN_IF_ERROR(store_->StoreChunk(digest_, number_, buffer_, row_));
  buffer_.clear();
  return absl::OkStatus();
}

absl::Status RocksBlobUpload::SizeMismatch(absl::string_view what_came) const {
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, "SIZE_MISMATCH",
                         absl::StrCat("the header declared ", row_.size_bytes(), " bytes but ", what_came,
                                      "; declare the size of the whole file and send all of it, or what is "
                                      "left from where QueryUpload says"));
}

}  // namespace communique::content
