#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_FORMATS_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_FORMATS_H_

#include "absl/strings/string_view.h"
#include "content-service/domain/media_metadata.h"

namespace communique::content {

// One reader a format, for media_metadata.cc. Each takes the whole file (or block), adds what it
// finds to `metadata` and stops at the first thing that makes no sense. Pure.

// What the EXIF block of an image says about how to show it.
struct ExifFacts {
  // Turned by 90 or 270 degrees: width and height change places.
  bool sideways = false;
};

// `tiff` begins with the byte order mark "II" or "MM". Names EXIF, and POSITION where there is one.
ExifFacts ReadExif(absl::string_view tiff, MediaMetadata& metadata);

// An XMP packet: names XMP, and POSITION where there is one.
void ReadXmp(absl::string_view packet, MediaMetadata& metadata);

void ReadJpeg(absl::string_view bytes, MediaMetadata& metadata);
void ReadPng(absl::string_view bytes, MediaMetadata& metadata);
void ReadWebp(absl::string_view bytes, MediaMetadata& metadata);
void ReadPdf(absl::string_view bytes, MediaMetadata& metadata);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_FORMATS_H_
