#include "content-service/domain/media_zip.h"

#include <algorithm>

#include "content-service/domain/media_bytes.h"

namespace communique::content {
namespace {

constexpr absl::string_view kLocalHeader("PK\x03\x04", 4);
constexpr absl::string_view kCentralHeader("PK\x01\x02", 4);
constexpr absl::string_view kEndRecord("PK\x05\x06", 4);
constexpr size_t kLocalHeaderBytes = 30;
constexpr size_t kCentralHeaderBytes = 46;
constexpr size_t kEndRecordBytes = 22;
constexpr size_t kLongestComment = 65535;

}  // namespace

std::vector<absl::string_view> ZipEntryNames(absl::string_view bytes) {
  std::vector<absl::string_view> names;
  if (!HasAt(bytes, 0, kLocalHeader) || bytes.size() < kEndRecordBytes) return names;
  // The end record is the last thing but a comment.
  const size_t window = std::min(bytes.size(), kEndRecordBytes + kLongestComment);
  const absl::string_view tail = bytes.substr(bytes.size() - window);
  const size_t end = tail.rfind(kEndRecord);
  if (end == absl::string_view::npos) return names;
  const auto count = LittleEndianAt(tail, end + 10, 2);
  const auto start = LittleEndianAt(tail, end + 16, 4);
  if (!count.has_value() || !start.has_value()) return names;

  size_t at = *start;
  for (uint32_t i = 0; i < *count; ++i) {
    const auto name_length = LittleEndianAt(bytes, at + 28, 2);
    const auto extra_length = LittleEndianAt(bytes, at + 30, 2);
    const auto comment_length = LittleEndianAt(bytes, at + 32, 2);
    if (!HasAt(bytes, at, kCentralHeader) || !comment_length.has_value()) return {};
    const auto name = BytesAt(bytes, at + kCentralHeaderBytes, *name_length);
    if (!name.has_value()) return {};
    names.push_back(*name);
    at += kCentralHeaderBytes + *name_length + *extra_length + *comment_length;
  }
  return names;
}

absl::string_view FirstStoredZipEntry(absl::string_view bytes, absl::string_view name) {
  if (!HasAt(bytes, 0, kLocalHeader) || !HasAt(bytes, kLocalHeaderBytes, name)) return {};
  const auto method = LittleEndianAt(bytes, 8, 2);
  const auto size = LittleEndianAt(bytes, 18, 4);
  const auto name_length = LittleEndianAt(bytes, 26, 2);
  const auto extra_length = LittleEndianAt(bytes, 28, 2);
  if (method != 0U || name_length != name.size()) return {};
  return BytesAt(bytes, kLocalHeaderBytes + name.size() + *extra_length, *size).value_or(absl::string_view());
}

}  // namespace communique::content
