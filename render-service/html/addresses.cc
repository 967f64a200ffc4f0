#include "render-service/html/addresses.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "render-service/html/times.h"
#include "statement/paths.h"

namespace communique::render {
namespace {

constexpr int64_t kMicrosecondsOfSecond = 1'000'000;

Day UtcDayOfMicroseconds(int64_t microseconds) {
  google::protobuf::Timestamp time;
  time.set_seconds(microseconds / kMicrosecondsOfSecond);
  return UtcDayOf(time);
}

}  // namespace

Addresses::Addresses(const SiteSettings& settings) : base_(absl::StripSuffix(settings.base_url, "/")) {
  absl::string_view rest = base_;
  rest.remove_prefix(rest.find("://") == absl::string_view::npos ? 0 : rest.find("://") + 3);
  const absl::string_view authority = rest.substr(0, rest.find('/'));
  base_path_ = std::string(rest.substr(authority.size()));
  host_ = absl::AsciiStrToLower(authority.substr(0, authority.find(':')));
}

std::string Addresses::Link(absl::string_view path) const {
  return absl::StrCat(base_path_, EncodePathForUrl(path));
}

std::string Addresses::Absolute(absl::string_view path) const {
  return absl::StrCat(base_, EncodePathForUrl(path));
}

std::string Addresses::TagUri(const IndexEntry& entry) const {
  return absl::StrCat("tag:", host_, ",", IsoDay(UtcDayOfMicroseconds(entry.first_publish_time)), ":",
                      entry.statement);
}

bool IsWebAddress(absl::string_view address) {
  return absl::StartsWithIgnoreCase(address, "http://") || absl::StartsWithIgnoreCase(address, "https://");
}

bool IsMailAddress(absl::string_view address) { return absl::StartsWithIgnoreCase(address, "mailto:"); }

absl::string_view WithoutMailScheme(absl::string_view address) {
  return address.substr(absl::string_view("mailto:").size());
}

std::string CleanAddress(absl::string_view address) {
  std::string clean;
  for (const char c : address) {
    if (absl::ascii_iscntrl(c) || absl::StrContains(" \"<>\\^`{|}", absl::string_view(&c, 1))) {
      absl::StrAppendFormat(&clean, "%%%02X", c);
    } else {
      clean.push_back(c);
    }
  }
  return clean;
}

}  // namespace communique::render
