#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "content-service/domain/media_formats.h"

namespace communique::content {
namespace {

// A page tree node is short unless it lists very many pages; longer ones count as unknown. It bounds
// the time that a hostile file can take.
constexpr size_t kLongestObject = size_t{64} << 10;
constexpr int32_t kMostPages = 100'000;

// The number behind `key` in an object's text; 0 where it has none.
int32_t NumberAfter(absl::string_view object, absl::string_view key) {
  size_t at = object.find(key);
  if (at == absl::string_view::npos) return 0;
  absl::string_view rest = absl::StripLeadingAsciiWhitespace(object.substr(at + key.size()));
  size_t digits = 0;
  while (digits < rest.size() && absl::ascii_isdigit(static_cast<unsigned char>(rest[digits]))) ++digits;
  int32_t number = 0;
  if (!absl::SimpleAtoi(rest.substr(0, digits), &number)) return 0;
  return number <= kMostPages ? number : 0;
}

}  // namespace

// The root of the page tree has the highest count. Files that keep the tree compressed (object
// streams) tell their number only when they are linearized; else it stays unknown.
void ReadPdf(absl::string_view bytes, MediaMetadata& metadata) {
  if (absl::StrContains(bytes, "<x:xmpmeta")) ReadXmp(bytes, metadata);
  const absl::string_view head = bytes.substr(0, 1024);
  const size_t linearized = head.find("/Linearized");
  if (linearized != absl::string_view::npos) {
    metadata.page_count = NumberAfter(head.substr(linearized), "/N ");
    if (metadata.page_count > 0) return;
  }
  size_t object = 0;
  while ((object = bytes.find(" obj", object)) != absl::string_view::npos) {
    const absl::string_view window = bytes.substr(object, kLongestObject);
    const absl::string_view body = window.substr(0, window.find("endobj"));
    if (absl::StrContains(body, "/Type /Pages") || absl::StrContains(body, "/Type/Pages")) {
      metadata.page_count = std::max(metadata.page_count, NumberAfter(body, "/Count"));
    }
    object += body.size();
  }
}

}  // namespace communique::content
