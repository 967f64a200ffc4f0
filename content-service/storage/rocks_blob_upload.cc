#include "content-service/storage/rocks_blob_upload.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

constexpr int64_t kSmallestUnlogged = int64_t{8} << 20;

}  // namespace

bool SkipsLog(int64_t size_bytes) { return size_bytes >= kSmallestUnlogged; }

absl::Status RocksBlobUpload::Append(absl::string_view bytes) {
  constexpr auto kChunk = static_cast<size_t>(kBlobChunkBytes);
  const int64_t room = size_bytes_ - stored_size_ - static_cast<int64_t>(buffer_.size());
  if (static_cast<int64_t>(bytes.size()) > room) return SizeMismatch("more came");
  while (!bytes.empty()) {
    if (buffer_.empty() && bytes.size() >= kChunk) {
      RETURN_IF_ERROR(Store(bytes.substr(0, kChunk)));
      bytes.remove_prefix(kChunk);
      continue;
    }
    const size_t part = std::min(bytes.size(), kChunk - buffer_.size());
    buffer_.append(bytes.data(), part);
    bytes.remove_prefix(part);
    if (buffer_.size() < kChunk) break;
    RETURN_IF_ERROR(Store(buffer_));
    buffer_.clear();
  }
  return absl::OkStatus();
}

absl::StatusOr<StoredBlob> RocksBlobUpload::Finish() {
  const int64_t received = stored_size_ + static_cast<int64_t>(buffer_.size());
  if (received != size_bytes_) return SizeMismatch(absl::StrCat("only ", received, " came"));
  if (!buffer_.empty()) RETURN_IF_ERROR(Store(buffer_));
  buffer_.clear();
  absl::StatusOr<StoredBlob> stored = store_->Complete(digest_, *ticket_, size_bytes_);
  // At once, and not when this object goes: a refused file may be sent again right away.
  store_->Release(digest_, *ticket_);
  return stored;
}

absl::Status RocksBlobUpload::Store(absl::string_view chunk) {
  RETURN_IF_ERROR(store_->StoreChunk(digest_, *ticket_, chunk));
  stored_size_ += static_cast<int64_t>(chunk.size());
  if (!SkipsLog(size_bytes_)) return absl::OkStatus();
  RETURN_IF_ERROR(store_->flusher_.Wrote(static_cast<int64_t>(chunk.size())));
  return stored_size_ - flushed_size_ < kFlushedPartBytes ? absl::OkStatus() : FlushPart();
}

absl::Status RocksBlobUpload::FlushPart() {
  if (flush_ != nullptr) {
    RETURN_IF_ERROR(flush_->Await());
    RETURN_IF_ERROR(store_->NoteDurable(digest_, *ticket_, flushed_size_));
  }
  flush_ = store_->flusher_.Request();
  flushed_size_ = stored_size_;
  return absl::OkStatus();
}

absl::Status RocksBlobUpload::SizeMismatch(absl::string_view what_came) const {
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, "SIZE_MISMATCH",
                         absl::StrCat("the header declared ", size_bytes_, " bytes but ", what_came,
                                      "; declare the size of the whole file and send all of it, or what is "
                                      "left from where QueryUpload says"));
}

}  // namespace communique::content
