#include "benchmarks/load/side.h"

#include <array>
#include <random>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "benchmarks/load/failure.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/wire_format_lite.h"

namespace communique::benchmarks {
namespace {

constexpr absl::string_view kKeyPrefix = "bench-";
constexpr size_t kLongestText = size_t{8} << 10;
// A prime, so that the texts of one run are all others.
constexpr uint64_t kStride = 7919;

}  // namespace

std::string KeyOf(uint64_t number) { return absl::StrCat(kKeyPrefix, absl::Dec(number, absl::kZeroPad12)); }

uint64_t NumberIn(absl::string_view message) {
  size_t at = message.find(kKeyPrefix);
  if (at == absl::string_view::npos) Fail("a change has no key of ours");
  uint64_t number = 0;
  for (at += kKeyPrefix.size(); at < message.size() && absl::ascii_isdigit(message[at]); ++at) {
    number = number * 10 + static_cast<uint64_t>(message[at] - '0');
  }
  return number;
}

std::string TextOf(uint64_t number, size_t bytes) {
  // Made once, since the clients run on the processors of the server.
  static const std::string* const text = [] {
    static constexpr std::array<absl::string_view, 16> kSyllables = {
        "sta", "te",   "ment", "of ",  "the ", "or",   "ga",  "ni",
        "sa",  "tion", "s ",   "and ", "re",   "ply ", "con", "cern "};
    std::minstd_rand random(1);
    auto* made = new std::string();
    while (made->size() < kLongestText * 8) absl::StrAppend(made, kSyllables[random() >> 8 & 15]);
    return made;
  }();
  std::string part = text->substr(number * kStride % (text->size() - kLongestText), bytes);
  part.back() = '.';
  return part;
}

void ForEachField(absl::string_view message, int number, absl::FunctionRef<void(absl::string_view)> each) {
  using google::protobuf::internal::WireFormatLite;
  google::protobuf::io::CodedInputStream input(reinterpret_cast<const uint8_t*>(message.data()),
                                               static_cast<int>(message.size()));
  while (const uint32_t tag = input.ReadTag()) {
    if (WireFormatLite::GetTagFieldNumber(tag) != number) {
      if (!WireFormatLite::SkipField(&input, tag)) Fail("an answer is malformed");
      continue;
    }
    uint32_t length = 0;
    if (!input.ReadVarint32(&length)) Fail("an answer is malformed");
    each(message.substr(static_cast<size_t>(input.CurrentPosition()), length));
    input.Skip(static_cast<int>(length));
  }
}

}  // namespace communique::benchmarks
