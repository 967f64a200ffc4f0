#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_BYTES_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"

namespace communique::content {

// Reading from a file that lies: every access is checked against the bytes that are there, and no
// length found in the file is trusted. Pure.

// The `length` bytes at `offset`, or nothing when they are not all there.
inline std::optional<absl::string_view> BytesAt(absl::string_view bytes, size_t offset, size_t length) {
  if (offset > bytes.size() || length > bytes.size() - offset) return std::nullopt;
  return bytes.substr(offset, length);
}

// Whether `expected` stands at `offset`.
inline bool HasAt(absl::string_view bytes, size_t offset, absl::string_view expected) {
  return BytesAt(bytes, offset, expected.size()) == expected;
}

// An unsigned number of `length` bytes (at most 4), most significant byte first.
inline std::optional<uint32_t> BigEndianAt(absl::string_view bytes, size_t offset, size_t length) {
  const auto found = BytesAt(bytes, offset, length);
  if (!found.has_value()) return std::nullopt;
  uint32_t value = 0;
  for (const char byte : *found) value = (value << 8) | static_cast<uint8_t>(byte);
  return value;
}

// The same, least significant byte first.
inline std::optional<uint32_t> LittleEndianAt(absl::string_view bytes, size_t offset, size_t length) {
  const auto found = BytesAt(bytes, offset, length);
  if (!found.has_value()) return std::nullopt;
  uint32_t value = 0;
  for (size_t i = length; i > 0; --i) value = (value << 8) | static_cast<uint8_t>((*found)[i - 1]);
  return value;
}

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_BYTES_H_
