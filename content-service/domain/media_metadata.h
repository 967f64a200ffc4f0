#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_METADATA_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_METADATA_H_

#include <cstdint>
#include <set>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/attachment.pb.h"

namespace communique::content {

// What the headers of a file tell.
struct MediaMetadata {
  // Pixels as shown, with the EXIF orientation applied; 0 for what is not an image.
  int32_t width = 0;
  int32_t height = 0;
  // Of a PDF, best effort; 0 where unknown.
  int32_t page_count = 0;
  // What a reader of the page would not see. Errs on the side of the people in the picture: where a
  // position may be there but cannot be ruled out (a compressed or unreadable block), it is named.
  std::set<v1::FoundMetadata> found;
};

// Reads the headers of a file of one of the types of JudgeMediaType; decodes nothing. Never reads
// outside `bytes`, whatever they claim; time is linear in their size. An image whose size cannot be
// read or is zero is INVALID_ARGUMENT, reason BROKEN_IMAGE. Pure.
absl::StatusOr<MediaMetadata> ReadMediaMetadata(absl::string_view bytes, absl::string_view media_type);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_METADATA_H_
