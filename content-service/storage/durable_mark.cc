#include "content-service/storage/durable_mark.h"

#include <cstddef>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "content-service/storage/checksum.h"

namespace communique::content {
namespace {

constexpr char kClaimTag = 'D';
constexpr size_t kNumberBytes = 8;
constexpr size_t kWordsOfMark = 8;

void AppendNumber(uint64_t number, std::string& bytes) {
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift));
}

uint64_t NumberAt(absl::string_view bytes, size_t at) {
  uint64_t number = 0;
  for (size_t i = 0; i < kNumberBytes; ++i) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

}  // namespace

std::string EncodeMark(const DurableMark& mark) {
  const std::string line =
      absl::StrFormat("log %020d %020d manifest %020d %020d %s", mark.log.number, mark.log.bytes,
                      mark.manifest.number, mark.manifest.bytes, mark.closed ? "closed" : "opened");
  return absl::StrCat(line, " ", absl::BytesToHexString(Crc32c(line)), "\n");
}

std::optional<DurableMark> ParseMark(absl::string_view bytes) {
  const std::vector<absl::string_view> words =
      absl::StrSplit(bytes, absl::ByAnyChar(" \n"), absl::SkipEmpty());
  DurableMark mark;
  if (words.size() != kWordsOfMark || !absl::SimpleAtoi(words[1], &mark.log.number) ||
      !absl::SimpleAtoi(words[2], &mark.log.bytes) || !absl::SimpleAtoi(words[4], &mark.manifest.number) ||
      !absl::SimpleAtoi(words[5], &mark.manifest.bytes)) {
    return std::nullopt;
  }
  mark.closed = words[6] == "closed";
  if (EncodeMark(mark) != bytes) return std::nullopt;
  return mark;
}

std::string EncodeClaim(const DurableBytes& log) {
  std::string bytes(1, kClaimTag);
  AppendNumber(log.number, bytes);
  AppendNumber(log.bytes, bytes);
  return bytes;
}

std::optional<DurableBytes> ParseClaim(absl::string_view bytes) {
  if (bytes.size() != 1 + 2 * kNumberBytes || bytes[0] != kClaimTag) return std::nullopt;
  return DurableBytes{NumberAt(bytes, 1), NumberAt(bytes, 1 + kNumberBytes)};
}

}  // namespace communique::content
