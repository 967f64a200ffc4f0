#include "render-service/image/metadata_filter/jpeg.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "render-service/image/metadata_filter/bytes.h"
#include "render-service/image/metadata_filter/exif_orientation.h"
#include "serving/status_macros.h"

namespace communique::render {
namespace {

constexpr uint8_t kStartOfImage = 0xD8;
constexpr uint8_t kEndOfImage = 0xD9;
constexpr uint8_t kStartOfScan = 0xDA;
constexpr uint8_t kApp0 = 0xE0;
constexpr uint8_t kApp1 = 0xE1;
constexpr uint8_t kApp2 = 0xE2;
constexpr uint8_t kApp14 = 0xEE;
constexpr absl::string_view kExif("Exif\0\0", 6);
constexpr absl::string_view kJfif("JFIF\0", 5);
constexpr absl::string_view kIccProfile("ICC_PROFILE\0", 12);
constexpr absl::string_view kAdobe("Adobe", 5);
constexpr size_t kJfifSize = 14;   // as far as the thumbnail
constexpr size_t kAdobeSize = 12;  // as far as the colour transform

absl::Status CutOff() {
  return absl::InvalidArgumentError("the JPEG is cut off before its end; send the whole file");
}

bool IsRestart(uint8_t marker) { return marker >= 0xD0 && marker <= 0xD7; }

// Frame headers (C0 to CF, with Huffman and arithmetic tables among them), quantization tables, number
// of lines, restart interval.
bool IsNeededToDecode(uint8_t marker) {
  return (marker >= 0xC0 && marker <= 0xCF) || (marker >= 0xDB && marker <= 0xDD);
}

// Finds the next marker as libjpeg does, passing over stray bytes, so that both see the same segments.
// Returns it, and leaves `at` behind it.
std::optional<uint8_t> NextMarker(absl::string_view source, size_t& at) {
  while (at < source.size()) {
    if (ByteAt(source, at++) != 0xFF) {
      continue;
    }
    while (at < source.size() && ByteAt(source, at) == 0xFF) {
      ++at;
    }
    if (at < source.size() && ByteAt(source, at) != 0) {
      return ByteAt(source, at++);
    }
  }
  return std::nullopt;
}

// Where the compressed pixels that begin at `at` end: at a marker that is no restart.
size_t EndOfScan(absl::string_view source, size_t at) {
  while (at < source.size()) {
    if (ByteAt(source, at) != 0xFF) {
      ++at;
      continue;
    }
    size_t next = at;
    while (next < source.size() && ByteAt(source, next) == 0xFF) {
      ++next;
    }
    if (next < source.size() && ByteAt(source, next) != 0 && !IsRestart(ByteAt(source, next))) {
      return at;
    }
    at = next + 1;
  }
  return source.size();
}

void AppendSegment(uint8_t marker, absl::string_view payload, std::string& out) {
  out.push_back('\xFF');
  out.push_back(static_cast<char>(marker));
  AppendBigEndian16(static_cast<uint32_t>(payload.size() + 2), out);
  out.append(payload.data(), payload.size());
}

// Sorts the segments of one file into what stays and what goes.
class Filter {
 public:
  void Take(uint8_t marker, absl::string_view payload) {
    if (IsNeededToDecode(marker) || (marker == kApp2 && absl::StartsWith(payload, kIccProfile))) {
      AppendSegment(marker, payload, rest_);
    } else if (marker == kApp0 && absl::StartsWith(payload, kJfif) && payload.size() >= kJfifSize &&
               jfif_.empty()) {
      jfif_ = absl::StrCat(payload.substr(0, kJfifSize - 2), absl::string_view("\0\0", 2));  // no thumbnail
    } else if (marker == kApp14 && absl::StartsWith(payload, kAdobe) && payload.size() >= kAdobeSize) {
      AppendSegment(marker, payload.substr(0, kAdobeSize), rest_);
    } else if (marker == kApp1 && absl::StartsWith(payload, kExif) && !orientation_) {
      orientation_ = OrientationOf(payload);
    }
  }

  void TakeScan(absl::string_view header, absl::string_view pixels) {
    AppendSegment(kStartOfScan, header, rest_);
    rest_.append(pixels.data(), pixels.size());
    ++scans_;
  }

  FilteredImage Finish() && {
    FilteredImage image;
    image.orientation = orientation_.value_or(1);
    image.scans = scans_;
    image.bytes.assign("\xFF\xD8");
    image.bytes.reserve(rest_.size() + 64);
    if (!jfif_.empty()) {
      AppendSegment(kApp0, jfif_, image.bytes);
    }
    if (image.orientation != 1) {
      AppendSegment(kApp1, absl::StrCat(kExif, ExifWithOrientationOnly(image.orientation)), image.bytes);
    }
    image.bytes += rest_;
    image.bytes += "\xFF\xD9";
    return image;
  }

  bool has_pixels() const { return scans_ > 0; }

 private:
  std::string jfif_;
  std::string rest_;
  std::optional<int> orientation_;
  int scans_ = 0;
};

}  // namespace

absl::StatusOr<FilteredImage> FilterJpeg(absl::string_view source) {
  if (source.size() < 4 || ByteAt(source, 0) != 0xFF || ByteAt(source, 1) != kStartOfImage) {
    return absl::InvalidArgumentError("not a JPEG; send a JPEG, PNG or WebP");
  }
  Filter filter;
  size_t at = 2;
  while (true) {
    const std::optional<uint8_t> marker = NextMarker(source, at);
    if (!marker) {
      return CutOff();
    }
    if (*marker == kEndOfImage) {
      break;
    }
    if (IsRestart(*marker) || *marker == 0x01) {
      continue;  // these stand alone
    }
    if (source.size() - at < 2 || BigEndian16(source, at) < 2 ||
        BigEndian16(source, at) > source.size() - at) {
      return CutOff();
    }
    const absl::string_view payload = source.substr(at + 2, BigEndian16(source, at) - 2);
    at += payload.size() + 2;
    if (*marker == kStartOfScan) {
      const size_t end = EndOfScan(source, at);
      filter.TakeScan(payload, source.substr(at, end - at));
      at = end;
    } else {
      filter.Take(*marker, payload);
    }
  }
  if (!filter.has_pixels()) {
    return absl::InvalidArgumentError("the JPEG holds no picture; send the whole file");
  }
  return std::move(filter).Finish();
}

}  // namespace communique::render
