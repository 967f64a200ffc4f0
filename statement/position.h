#ifndef COMMUNIQUE_STATEMENT_POSITION_H_
#define COMMUNIQUE_STATEMENT_POSITION_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique {

// A place in the history of a store, opaque across the API. What is told to the public holds the
// public position alone (sequence 0), since sequences would show that hidden work goes on.
struct Position {
  // 16 lower-case hex digits.
  std::string epoch;
  // 0: not told.
  uint64_t sequence = 0;
  // Number of commits with a public effect up to here.
  uint64_t public_position = 0;

  friend bool operator==(const Position&, const Position&) = default;
};

// URL-safe text with a checksum, so that a garbled one is refused and not misread.
std::string EncodePosition(const Position& position);

// INVALID_ARGUMENT with reason BAD_POSITION for anything EncodePosition did not give.
absl::StatusOr<Position> DecodePosition(absl::string_view text);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_POSITION_H_
