#ifndef COMMUNIQUE_STATEMENT_BIG_ENDIAN_H_
#define COMMUNIQUE_STATEMENT_BIG_ENDIAN_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace communique {

// Numbers as bytes that sort as the numbers do: 8, the most significant first. Pure.
inline constexpr size_t kBigEndianBytes = 8;

inline void AppendBigEndian(uint64_t number, std::string& bytes) {
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift));
}

// Of the first 8 bytes; fewer are those of a smaller number.
inline uint64_t ReadBigEndian(absl::string_view bytes) {
  uint64_t number = 0;
  for (const char byte : bytes.substr(0, kBigEndianBytes)) {
    number = number << 8 | static_cast<unsigned char>(byte);
  }
  return number;
}

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_BIG_ENDIAN_H_
