#include "statement/position.h"

#include <algorithm>
#include <cassert>
#include <optional>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "statement/big_endian.h"
#include "statement/digest.h"
#include "statement/errors.h"

namespace communique {
namespace {

// The version stands outside the encoding, so that a later one can be told apart at a glance.
constexpr absl::string_view kPrefix = "p1.";
constexpr size_t kChecksumSize = 4;
constexpr size_t kPayloadSize = 3 * kBigEndianBytes;

uint64_t NumberAt(absl::string_view bytes, size_t index) {
  return ReadBigEndian(bytes.substr(index * kBigEndianBytes));
}

// Against slips and cuts, not against forgers.
std::string Checksum(absl::string_view payload) {
  return Sha256(absl::StrCat("communique/position/1", payload)).substr(0, kChecksumSize);
}

bool IsEpoch(absl::string_view epoch) {
  return epoch.size() == 2 * kBigEndianBytes && std::all_of(epoch.begin(), epoch.end(), [](char c) {
           return absl::ascii_isdigit(c) || (c >= 'a' && c <= 'f');
         });
}

std::optional<Position> Parse(absl::string_view text) {
  std::string bytes;
  if (!absl::ConsumePrefix(&text, kPrefix) || !absl::WebSafeBase64Unescape(text, &bytes) ||
      bytes.size() != kPayloadSize + kChecksumSize) {
    return std::nullopt;
  }
  const std::string payload = bytes.substr(0, kPayloadSize);
  if (bytes.substr(kPayloadSize) != Checksum(payload)) return std::nullopt;
  return Position{.epoch = absl::StrFormat("%016x", NumberAt(payload, 0)),
                  .sequence = NumberAt(payload, 1),
                  .public_position = NumberAt(payload, 2)};
}

}  // namespace

std::string EncodePosition(const Position& position) {
  assert(IsEpoch(position.epoch));
  uint64_t epoch = 0;
  if (!IsEpoch(position.epoch) || !absl::SimpleHexAtoi(position.epoch, &epoch)) epoch = 0;
  std::string bytes;
  AppendBigEndian(epoch, bytes);
  AppendBigEndian(position.sequence, bytes);
  AppendBigEndian(position.public_position, bytes);
  bytes += Checksum(bytes);
  return absl::StrCat(kPrefix, absl::WebSafeBase64Escape(bytes));
}

absl::StatusOr<Position> DecodePosition(absl::string_view text) {
  const std::optional<Position> position = Parse(text);
  // Base64 has several spellings of the same bytes; only ours is a position.
  if (position.has_value() && EncodePosition(*position) == text) return *position;
  return ErrorWithReason(
      absl::StatusCode::kInvalidArgument, "BAD_POSITION",
      absl::StrCat(QuoteForMessage(text),
                   " is not a position; give back, whole and unchanged, the position of an earlier response "
                   "of this API, or leave the field empty"));
}

}  // namespace communique
