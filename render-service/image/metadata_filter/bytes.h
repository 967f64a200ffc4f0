#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_BYTES_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace communique::render {

// Numbers as image files write them. The caller has checked that they lie within `bytes`.

inline uint8_t ByteAt(absl::string_view bytes, size_t at) { return static_cast<uint8_t>(bytes[at]); }

inline uint32_t BigEndian16(absl::string_view bytes, size_t at) {
  return static_cast<uint32_t>(ByteAt(bytes, at)) << 8 | ByteAt(bytes, at + 1);
}

inline uint32_t BigEndian32(absl::string_view bytes, size_t at) {
  return BigEndian16(bytes, at) << 16 | BigEndian16(bytes, at + 2);
}

inline uint32_t LittleEndian16(absl::string_view bytes, size_t at) {
  return static_cast<uint32_t>(ByteAt(bytes, at + 1)) << 8 | ByteAt(bytes, at);
}

inline uint32_t LittleEndian32(absl::string_view bytes, size_t at) {
  return LittleEndian16(bytes, at + 2) << 16 | LittleEndian16(bytes, at);
}

inline void AppendBigEndian16(uint32_t value, std::string& out) {
  out.push_back(static_cast<char>(value >> 8 & 0xFF));
  out.push_back(static_cast<char>(value & 0xFF));
}

inline void AppendBigEndian32(uint32_t value, std::string& out) {
  AppendBigEndian16(value >> 16, out);
  AppendBigEndian16(value & 0xFFFF, out);
}

inline void AppendLittleEndian32(uint32_t value, std::string& out) {
  for (int shift = 0; shift < 32; shift += 8) {
    out.push_back(static_cast<char>(value >> shift & 0xFF));
  }
}

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_METADATA_FILTER_BYTES_H_
