#ifndef COMMUNIQUE_TESTS_CONTENT_SERVICE_DOMAIN_MEDIA_SAMPLES_H_
#define COMMUNIQUE_TESTS_CONTENT_SERVICE_DOMAIN_MEDIA_SAMPLES_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace communique::content {

// Files of every kind, written byte by byte: only their headers are real.

inline std::string Big(uint32_t value, int length) {
  std::string bytes;
  for (int i = length - 1; i >= 0; --i) bytes.push_back(static_cast<char>(value >> (8 * i)));
  return bytes;
}
inline std::string Little(uint32_t value, int length) {
  const std::string bytes = Big(value, length);
  return {bytes.rbegin(), bytes.rend()};
}

struct ExifSample {
  uint32_t orientation = 1;
  bool gps_directory = false;
  // Of the GPS directory; 0 is the version, 2 the latitude.
  uint32_t gps_tag = 2;
};

inline std::string Exif(const ExifSample& sample) {
  const auto entry = [](uint32_t tag, uint32_t type, const std::string& value) {
    return absl::StrCat(Big(tag, 2), Big(type, 2), Big(1, 4), value);
  };
  const uint32_t after_first = 8 + 2 + 2 * 12 + 4;
  std::string tiff = absl::StrCat("MM", Big(42, 2), Big(8, 4), Big(sample.gps_directory ? 2 : 1, 2));
  tiff += entry(0x0112, 3, Big(sample.orientation, 2) + Big(0, 2));
  if (sample.gps_directory) tiff += entry(0x8825, 4, Big(after_first, 4));
  tiff += Big(0, 4);
  if (sample.gps_directory) tiff += Big(1, 2) + entry(sample.gps_tag, 5, Big(0, 4)) + Big(0, 4);
  return tiff;
}

inline std::string JpegSegment(uint8_t marker, absl::string_view data) {
  return absl::StrCat("\xFF", Big(marker, 1), Big(static_cast<uint32_t>(data.size()) + 2, 2), data);
}
inline std::string ExifPrefix() { return {"Exif\0\0", 6}; }

// A baseline JPEG with `segments` before the frame header.
inline std::string Jpeg(uint32_t width, uint32_t height, absl::string_view segments = "") {
  return absl::StrCat("\xFF\xD8", JpegSegment(0xE0, std::string("JFIF\0\1\1\0\0\1\0\1\0\0", 14)), segments,
                      JpegSegment(0xC0, absl::StrCat("\x08", Big(height, 2), Big(width, 2),
                                                     "\x03"
                                                     "components")),
                      JpegSegment(0xDA, "scan header"), "entropy \xFF", std::string("\0 coded", 7),
                      "\xFF\xD0 data\xFF\xD9");
}

inline std::string PngChunk(absl::string_view type, absl::string_view data) {
  return absl::StrCat(Big(static_cast<uint32_t>(data.size()), 4), type, data, "CRC.");
}
inline std::string Png(uint32_t width, uint32_t height, absl::string_view chunks = "") {
  return absl::StrCat(
      "\x89PNG\r\n\x1a\n",
      PngChunk("IHDR", absl::StrCat(Big(width, 4), Big(height, 4), std::string("\x08\2\0\0\0", 5))),
      PngChunk("IDAT", "pixels"), chunks, PngChunk("IEND", ""));
}

inline std::string WebpChunk(absl::string_view type, absl::string_view data) {
  return absl::StrCat(type, Little(static_cast<uint32_t>(data.size()), 4), data,
                      data.size() % 2 == 1 ? std::string(1, '\0') : "");
}
inline std::string Webp(absl::string_view chunks) {
  return absl::StrCat("RIFF", Little(static_cast<uint32_t>(chunks.size()) + 4, 4), "WEBP", chunks);
}
inline std::string LossyFrame(uint32_t width, uint32_t height) {
  return WebpChunk("VP8 ", absl::StrCat("tag\x9D\x01\x2A", Little(width, 2), Little(height, 2), "frame"));
}
inline std::string LosslessFrame(uint32_t width, uint32_t height) {
  return WebpChunk("VP8L", absl::StrCat("\x2F", Little((width - 1) | ((height - 1) << 14), 4), "frame"));
}
inline std::string ExtendedHeader(uint32_t width, uint32_t height) {
  return WebpChunk("VP8X", absl::StrCat(Little(0, 4), Little(width - 1, 3), Little(height - 1, 3)));
}

// Names and contents, all stored without compression.
inline std::string Zip(const std::vector<std::pair<std::string, std::string>>& files) {
  std::string archive;
  std::string directory;
  for (const auto& [name, content] : files) {
    const std::string sizes =
        Little(static_cast<uint32_t>(content.size()), 4) + Little(static_cast<uint32_t>(content.size()), 4);
    const std::string fields = absl::StrCat(Little(0, 2), Little(0, 2), Little(0, 4), Little(0, 4), sizes,
                                            Little(static_cast<uint32_t>(name.size()), 2), Little(0, 2));
    const auto offset = static_cast<uint32_t>(archive.size());
    absl::StrAppend(&archive, "PK\x03\x04", Little(20, 2), fields, name, content);
    absl::StrAppend(&directory, "PK\x01\x02", Little(20, 2), Little(20, 2), fields, Little(0, 2),
                    Little(0, 2), Little(0, 2), Little(0, 4), Little(offset, 4), name);
  }
  const auto count = static_cast<uint32_t>(files.size());
  return absl::StrCat(archive, directory, "PK\x05\x06", Little(0, 4), Little(count, 2), Little(count, 2),
                      Little(static_cast<uint32_t>(directory.size()), 4),
                      Little(static_cast<uint32_t>(archive.size()), 4), Little(0, 2));
}

}  // namespace communique::content

#endif  // COMMUNIQUE_TESTS_CONTENT_SERVICE_DOMAIN_MEDIA_SAMPLES_H_
