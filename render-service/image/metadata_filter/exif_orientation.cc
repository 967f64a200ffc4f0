#include "render-service/image/metadata_filter/exif_orientation.h"

#include <cstdint>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "render-service/image/metadata_filter/bytes.h"

namespace communique::render {
namespace {

constexpr uint32_t kOrientationTag = 0x0112;
constexpr uint32_t kShortType = 3;
constexpr size_t kEntrySize = 12;

}  // namespace

int OrientationOf(absl::string_view exif) {
  absl::ConsumePrefix(&exif, absl::string_view("Exif\0\0", 6));
  const bool little = absl::StartsWith(exif, absl::string_view("II*\0", 4));
  if (exif.size() < 8 || (!little && !absl::StartsWith(exif, absl::string_view("MM\0*", 4)))) {
    return 1;
  }
  const auto number16 = [&](size_t at) { return little ? LittleEndian16(exif, at) : BigEndian16(exif, at); };
  const size_t directory = little ? LittleEndian32(exif, 4) : BigEndian32(exif, 4);
  if (directory > exif.size() || exif.size() - directory < 2) {
    return 1;
  }
  const size_t entries = number16(directory);
  for (size_t i = 0; i < entries; ++i) {
    const size_t entry = directory + 2 + i * kEntrySize;
    if (entry + kEntrySize > exif.size()) {
      return 1;
    }
    if (number16(entry) == kOrientationTag && number16(entry + 2) == kShortType) {
      const uint32_t value = number16(entry + 8);
      return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
  }
  return 1;
}

std::string ExifWithOrientationOnly(int orientation) {
  std::string exif("MM\0*\0\0\0\x08", 8);
  AppendBigEndian16(1, exif);  // one entry
  AppendBigEndian16(kOrientationTag, exif);
  AppendBigEndian16(kShortType, exif);
  AppendBigEndian32(1, exif);  // one value
  AppendBigEndian16(static_cast<uint32_t>(orientation), exif);
  AppendBigEndian16(0, exif);  // fills the value's four bytes
  AppendBigEndian32(0, exif);  // no further directory
  return exif;
}

}  // namespace communique::render
