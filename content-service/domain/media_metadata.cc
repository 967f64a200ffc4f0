#include "content-service/domain/media_metadata.h"

#include "absl/strings/str_cat.h"
#include "content-service/domain/media_formats.h"
#include "content-service/domain/media_type.h"
#include "statement/errors.h"

namespace communique::content {

absl::StatusOr<MediaMetadata> ReadMediaMetadata(absl::string_view bytes, absl::string_view media_type) {
  MediaMetadata metadata;
  if (media_type == kJpeg) ReadJpeg(bytes, metadata);
  if (media_type == kPng) ReadPng(bytes, metadata);
  if (media_type == kWebp) ReadWebp(bytes, metadata);
  if (media_type == kPdf) ReadPdf(bytes, metadata);
  if (IsImageType(media_type) && (metadata.width <= 0 || metadata.height <= 0)) {
    return ErrorWithReason(
        absl::StatusCode::kInvalidArgument, "BROKEN_IMAGE",
        absl::StrCat("this file begins as ", media_type,
                     " but its width and height cannot be read; open it in an image program, save it "
                     "again and upload that"));
  }
  return metadata;
}

}  // namespace communique::content
