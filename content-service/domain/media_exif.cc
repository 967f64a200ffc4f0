#include <optional>

#include "absl/strings/match.h"
#include "content-service/domain/media_bytes.h"
#include "content-service/domain/media_formats.h"

namespace communique::content {
namespace {

constexpr size_t kEntryBytes = 12;
constexpr uint32_t kOrientationTag = 0x0112;
constexpr uint32_t kGpsTag = 0x8825;
constexpr uint32_t kGpsVersionTag = 0;

// A TIFF structure: directories of tags, in either byte order.
class Tiff {
 public:
  explicit Tiff(absl::string_view bytes) : bytes_(bytes), big_endian_(absl::StartsWith(bytes, "MM")) {}

  std::optional<uint32_t> Number(size_t offset, size_t length) const {
    return big_endian_ ? BigEndianAt(bytes_, offset, length) : LittleEndianAt(bytes_, offset, length);
  }

  // Calls `visit(tag, offset of the value)` for each entry of the directory at `offset`. False when the
  // directory is cut off.
  template <typename Visit>
  bool ForEachEntry(size_t offset, Visit visit) const {
    const auto count = Number(offset, 2);
    if (!count.has_value()) return false;
    for (uint32_t i = 0; i < *count; ++i) {
      const size_t entry = offset + 2 + i * kEntryBytes;
      const auto tag = Number(entry, 2);
      if (!BytesAt(bytes_, entry, kEntryBytes).has_value()) return false;
      visit(*tag, entry + 8);
    }
    return true;
  }

 private:
  const absl::string_view bytes_;
  const bool big_endian_;
};

// A GPS directory with nothing but its version holds no position; one that cannot be read may.
bool HoldsPosition(const Tiff& tiff, size_t gps_directory) {
  bool found = false;
  const bool whole =
      tiff.ForEachEntry(gps_directory, [&](uint32_t tag, size_t) { found = found || tag != kGpsVersionTag; });
  return found || !whole;
}

}  // namespace

ExifFacts ReadExif(absl::string_view bytes, MediaMetadata& metadata) {
  metadata.found.insert(v1::FOUND_METADATA_EXIF);
  ExifFacts facts;
  const Tiff tiff(bytes);
  const auto first_directory = tiff.Number(4, 4);
  if (!first_directory.has_value()) return facts;
  // Only the first GPS directory is read, so that the time stays linear; a second one is hiding
  // something.
  std::optional<uint32_t> gps_directory;
  bool position = false;
  tiff.ForEachEntry(*first_directory, [&](uint32_t tag, size_t value) {
    if (tag == kOrientationTag) {
      const auto orientation = tiff.Number(value, 2);
      facts.sideways = orientation >= 5U && orientation <= 8U;
    } else if (tag == kGpsTag) {
      position = position || gps_directory.has_value();
      gps_directory = tiff.Number(value, 4).value_or(0);
    }
  });
  position = position || (gps_directory.has_value() && HoldsPosition(tiff, *gps_directory));
  if (position) metadata.found.insert(v1::FOUND_METADATA_POSITION);
  return facts;
}

void ReadXmp(absl::string_view packet, MediaMetadata& metadata) {
  metadata.found.insert(v1::FOUND_METADATA_XMP);
  for (const absl::string_view property : {"GPSLatitude", "GPSLongitude", "GPSPosition", "GPSDestL"}) {
    if (absl::StrContains(packet, property)) metadata.found.insert(v1::FOUND_METADATA_POSITION);
  }
}

}  // namespace communique::content
