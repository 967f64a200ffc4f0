#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "content-service/domain/media_bytes.h"
#include "content-service/domain/media_formats.h"

namespace communique::content {
namespace {

constexpr uint32_t kEndOfImage = 0xD9;
constexpr uint32_t kStartOfScan = 0xDA;
constexpr uint32_t kApp1 = 0xE1;
constexpr uint32_t kApp2 = 0xE2;
constexpr uint32_t kApp13 = 0xED;
constexpr uint32_t kComment = 0xFE;

// SOF0 to SOF15 but for DHT, JPG and DAC, which lie between them.
bool IsFrameHeader(uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// Markers without a length: fill bytes, TEM, RST0 to RST7, SOI and EOI.
bool StandsAlone(uint32_t marker) {
  return marker == 0xFF || marker == 0x01 || (marker >= 0xD0 && marker <= kEndOfImage);
}

// The place of the next marker in entropy-coded data, where FF 00 is a data byte.
size_t SkipScan(absl::string_view bytes, size_t at) {
  while ((at = bytes.find('\xFF', at)) != absl::string_view::npos) {
    const auto marker = BigEndianAt(bytes, at + 1, 1);
    if (marker.has_value() && *marker != 0 && !(*marker >= 0xD0 && *marker <= 0xD7)) return at;
    ++at;
  }
  return bytes.size();
}

class JpegReader {
 public:
  explicit JpegReader(MediaMetadata& metadata) : metadata_(metadata) {}

  void Read(absl::string_view bytes) {
    size_t at = 0;
    while (at < bytes.size()) {
      const auto marker = BigEndianAt(bytes, at + 1, 1);
      if (!HasAt(bytes, at, "\xFF") || !marker.has_value()) return;
      if (*marker == kEndOfImage) {
        // Cameras append further pictures, each with metadata of its own.
        at = bytes.find("\xFF\xD8\xFF", at);
      } else if (StandsAlone(*marker)) {
        at += *marker == 0xFF ? 1 : 2;
      } else {
        const auto length = BigEndianAt(bytes, at + 2, 2);
        if (!length.has_value() || *length < 2) return;
        // A segment that is cut off is still looked at: what is there of it may tell.
        const absl::string_view rest = bytes.substr(at + 4);
        ReadSegment(*marker, rest.substr(0, *length - 2));
        at += 2 + *length;
        if (*marker == kStartOfScan) at = SkipScan(bytes, at);
      }
    }
  }

  void Finish() {
    if (sideways_) std::swap(metadata_.width, metadata_.height);
  }

 private:
  void ReadSegment(uint32_t marker, absl::string_view segment) {
    if (IsFrameHeader(marker) && metadata_.width == 0) {
      metadata_.height = static_cast<int32_t>(BigEndianAt(segment, 1, 2).value_or(0));
      metadata_.width = static_cast<int32_t>(BigEndianAt(segment, 3, 2).value_or(0));
    } else if (marker == kComment) {
      metadata_.found.insert(v1::FOUND_METADATA_COMMENT);
    } else if (marker == kApp2 && absl::StartsWith(segment, "ICC_PROFILE")) {
      metadata_.found.insert(v1::FOUND_METADATA_ICC_PROFILE);
    } else if (marker == kApp13) {
      metadata_.found.insert(v1::FOUND_METADATA_IPTC);
    } else if (marker == kApp1) {
      ReadApp1(segment);
    }
  }

  void ReadApp1(absl::string_view segment) {
    if (absl::ConsumePrefix(&segment, absl::string_view("Exif\0\0", 6))) {
      const ExifFacts facts = ReadExif(segment, metadata_);
      // The first picture's orientation is the one that is shown.
      if (metadata_.width == 0) sideways_ = facts.sideways;
    } else if (absl::StartsWith(segment, "http://ns.adobe.com/")) {
      ReadXmp(segment, metadata_);
    }
  }

  MediaMetadata& metadata_;
  bool sideways_ = false;
};

}  // namespace

void ReadJpeg(absl::string_view bytes, MediaMetadata& metadata) {
  JpegReader reader(metadata);
  reader.Read(bytes);
  reader.Finish();
}

}  // namespace communique::content
