#include "absl/strings/strip.h"
#include "content-service/domain/media_bytes.h"
#include "content-service/domain/media_formats.h"

namespace communique::content {
namespace {

constexpr size_t kFirstChunk = 12;
constexpr size_t kChunkHeaderBytes = 8;

// 14 bits of a lossy frame's header are the size, the rest a scaling hint.
constexpr uint32_t kLossySizeMask = 0x3FFF;

int32_t Plus1(uint32_t value) { return static_cast<int32_t>(value) + 1; }

void ReadSize(absl::string_view type, absl::string_view data, MediaMetadata& metadata) {
  if (metadata.width != 0) return;
  if (type == "VP8X") {
    const auto width = LittleEndianAt(data, 4, 3);
    const auto height = LittleEndianAt(data, 7, 3);
    if (!height.has_value()) return;
    metadata.width = Plus1(*width);
    metadata.height = Plus1(*height);
  } else if (type == "VP8L") {
    const auto bits = LittleEndianAt(data, 1, 4);
    if (!HasAt(data, 0, "\x2F") || !bits.has_value()) return;
    metadata.width = Plus1(*bits & kLossySizeMask);
    metadata.height = Plus1((*bits >> 14) & kLossySizeMask);
  } else if (type == "VP8 ") {
    const auto width = LittleEndianAt(data, 6, 2);
    const auto height = LittleEndianAt(data, 8, 2);
    if (!HasAt(data, 3, "\x9D\x01\x2A") || !height.has_value()) return;
    metadata.width = static_cast<int32_t>(*width & kLossySizeMask);
    metadata.height = static_cast<int32_t>(*height & kLossySizeMask);
  }
}

}  // namespace

void ReadWebp(absl::string_view bytes, MediaMetadata& metadata) {
  bool sideways = false;
  size_t at = kFirstChunk;
  while (true) {
    const auto type = BytesAt(bytes, at, 4);
    const auto length = LittleEndianAt(bytes, at + 4, 4);
    if (!type.has_value() || !length.has_value()) break;
    absl::string_view data = bytes.substr(at + kChunkHeaderBytes).substr(0, *length);
    ReadSize(*type, data, metadata);
    if (type == "EXIF") {
      // Some writers keep the prefix that EXIF has in JPEG.
      absl::ConsumePrefix(&data, absl::string_view("Exif\0\0", 6));
      sideways = ReadExif(data, metadata).sideways;
    } else if (type == "XMP ") {
      ReadXmp(data, metadata);
    } else if (type == "ICCP") {
      metadata.found.insert(v1::FOUND_METADATA_ICC_PROFILE);
    }
    // Chunks are padded to an even length.
    at += kChunkHeaderBytes + *length + (*length & 1);
  }
  if (sideways) std::swap(metadata.width, metadata.height);
}

}  // namespace communique::content
