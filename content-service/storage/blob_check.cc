#include "content-service/storage/blob_check.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "content-service/domain/media_metadata.h"
#include "content-service/domain/media_type.h"
#include "content-service/storage/blob_store.h"
#include "google/protobuf/util/time_util.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/errors.h"
#include "statement/names.h"

namespace communique::content {

absl::StatusOr<v1::Blob> CheckBlob(const RocksBlobChunks& chunks, const std::string& digest,
                                   int64_t size_bytes, absl::Time now, const UploadTicket& ticket) {
  std::string bytes;
  bytes.reserve(static_cast<size_t>(size_bytes));
  for (int64_t index = 0; index * kBlobChunkBytes < size_bytes; ++index) {
    RETURN_IF_ERROR(ticket.Check());
    ASSIGN_OR_RETURN(const bool is_there, chunks.AppendIfThere(bytes, digest, index));
    // Its upload was told to be further than its bytes are: by a backup, or before a power failure.
    if (!is_there) {
      return ErrorWithReason(absl::StatusCode::kInvalidArgument, "DIGEST_MISMATCH",
                             absl::StrCat("chunk ", index, " of the file did not stay, so it is not whole; ",
                                          "send the whole file again from its beginning"));
    }
  }
  RETURN_IF_ERROR(ticket.Check());
  if (const std::string found = Sha256(bytes); found != digest) {
    return ErrorWithReason(absl::StatusCode::kInvalidArgument, "DIGEST_MISMATCH",
                           absl::StrCat("the bytes have the SHA-256 ", absl::BytesToHexString(found),
                                        " and not the one declared, ", absl::BytesToHexString(digest),
                                        "; send the whole file again from its beginning"));
  }
  RETURN_IF_ERROR(ticket.Check());
  v1::Blob blob;
  blob.set_name(BlobName(absl::BytesToHexString(digest)));
  blob.set_size_bytes(size_bytes);
  ASSIGN_OR_RETURN(*blob.mutable_media_type(), JudgeMediaType(bytes));
  ASSIGN_OR_RETURN(const MediaMetadata metadata, ReadMediaMetadata(bytes, blob.media_type()));
  *blob.mutable_create_time() =
      google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  blob.set_width(metadata.width);
  blob.set_height(metadata.height);
  blob.set_page_count(metadata.page_count);
  for (const v1::FoundMetadata found : metadata.found) blob.add_found_metadata(found);
  return blob;
}

}  // namespace communique::content
