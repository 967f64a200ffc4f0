#include <limits>

#include "absl/strings/match.h"
#include "content-service/domain/media_bytes.h"
#include "content-service/domain/media_formats.h"

namespace communique::content {
namespace {

constexpr size_t kSignatureBytes = 8;
// Length, type and checksum around the data.
constexpr size_t kChunkOverhead = 12;
constexpr absl::string_view kXmpKeyword("XML:com.adobe.xmp\0", 18);

// The texts that image programs pack whole blocks of other formats into, as hexadecimal digits,
// often compressed: a position in them cannot be ruled out.
constexpr absl::string_view kPackedProfile = "Raw profile type ";

void ReadPackedProfile(absl::string_view name, MediaMetadata& metadata) {
  if (absl::StartsWith(name, "iptc")) {
    metadata.found.insert(v1::FOUND_METADATA_IPTC);
    return;
  }
  metadata.found.insert(absl::StartsWith(name, "xmp") ? v1::FOUND_METADATA_XMP : v1::FOUND_METADATA_EXIF);
  metadata.found.insert(v1::FOUND_METADATA_POSITION);
}

void ReadText(absl::string_view text, MediaMetadata& metadata) {
  if (absl::StartsWith(text, kPackedProfile)) {
    ReadPackedProfile(text.substr(kPackedProfile.size()), metadata);
  } else if (absl::StartsWith(text, kXmpKeyword)) {
    const bool compressed = !HasAt(text, kXmpKeyword.size(), absl::string_view("\0", 1));
    if (compressed) metadata.found.insert(v1::FOUND_METADATA_POSITION);
    ReadXmp(text, metadata);
  } else {
    metadata.found.insert(v1::FOUND_METADATA_COMMENT);
  }
}

// PNG allows 31 bits; more is not a size.
int32_t Size(std::optional<uint32_t> value) {
  return value.value_or(0) <= std::numeric_limits<int32_t>::max() ? static_cast<int32_t>(value.value_or(0))
                                                                  : 0;
}

}  // namespace

void ReadPng(absl::string_view bytes, MediaMetadata& metadata) {
  bool sideways = false;
  size_t at = kSignatureBytes;
  while (true) {
    const auto length = BigEndianAt(bytes, at, 4);
    const auto type = BytesAt(bytes, at + 4, 4);
    if (!length.has_value() || !type.has_value()) break;
    const absl::string_view data = bytes.substr(at + 8).substr(0, *length);
    if (type == "IHDR" && metadata.width == 0) {
      metadata.width = Size(BigEndianAt(data, 0, 4));
      metadata.height = Size(BigEndianAt(data, 4, 4));
    } else if (type == "eXIf") {
      sideways = ReadExif(data, metadata).sideways;
    } else if (type == "tEXt" || type == "zTXt" || type == "iTXt") {
      ReadText(data, metadata);
    } else if (type == "iCCP") {
      metadata.found.insert(v1::FOUND_METADATA_ICC_PROFILE);
    }
    at += kChunkOverhead + *length;
  }
  if (sideways) std::swap(metadata.width, metadata.height);
}

}  // namespace communique::content
