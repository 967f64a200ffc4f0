#include "serving/trace_context.h"

#include <algorithm>
#include <vector>

#include "absl/random/random.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "statement/names.h"

namespace communique::serving {
namespace {

bool IsLowerHex(absl::string_view text, size_t size) {
  return text.size() == size && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

bool IsAllZero(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == '0'; });
}

bool IsTraceparent(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '-');
  return parts.size() == 4 && parts[0] == "00" && IsLowerHex(parts[1], 32) && !IsAllZero(parts[1]) &&
         IsLowerHex(parts[2], 16) && !IsAllZero(parts[2]) && IsLowerHex(parts[3], 2);
}

}  // namespace

absl::string_view MetadataValue(const ClientMetadata& metadata, const char* key) {
  const auto found = metadata.find(key);
  return found == metadata.end() ? absl::string_view()
                                 : absl::string_view(found->second.data(), found->second.size());
}

std::string TraceparentOf(const ClientMetadata& metadata) {
  const absl::string_view value = MetadataValue(metadata, "traceparent");
  return IsTraceparent(value) ? std::string(value) : std::string();
}

std::string RequestIdOf(const ClientMetadata& metadata) {
  const absl::string_view value = MetadataValue(metadata, "x-request-id");
  if (IsRequestId(value)) {
    return std::string(value);
  }
  thread_local absl::BitGen random;
  return absl::StrFormat("%016x", absl::Uniform<uint64_t>(random));
}

}  // namespace communique::serving
