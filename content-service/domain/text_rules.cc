#include "content-service/domain/text_rules.h"

#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "statement/utf8.h"

namespace communique::content {
namespace {

constexpr size_t kLongestLink = 2048;

// What kind of forbidden character it is; null for an allowed one.
const char* ForbiddenKind(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return "a control character";
  if (c < 0x2028) return nullptr;
  if (c <= 0x2029) return "a line or paragraph separator";
  if (c >= 0x202A && c <= 0x202E) return "a bidi embedding or override";
  if (c == 0xFFFC) return "an object replacement character";
  if (c == 0xFFFD) return "a replacement character, the trace of a text that was decoded wrongly";
  if (c >= 0xE0000 && c <= 0xE007F) return "a tag character";
  if ((c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE) return "a noncharacter";
  return nullptr;
}

bool IsPrintableAscii(absl::string_view text) {
  for (const char c : text) {
    if (c < 0x20 || c > 0x7E) return false;
  }
  return true;
}

// The rest of the address after `scheme`, whatever its case, or nothing.
std::optional<absl::string_view> AfterScheme(absl::string_view address, absl::string_view scheme) {
  if (!absl::StartsWithIgnoreCase(address, scheme)) return std::nullopt;
  return address.substr(scheme.size());
}

std::string WrongInAddress(absl::string_view address, bool allow_mailto) {
  if (address.size() > kLongestLink) {
    return absl::StrCat("has ", address.size(), " bytes; at most ", kLongestLink, " are allowed");
  }
  std::string text_error = WrongInText(address, kLongestLink);
  if (!text_error.empty()) return text_error;
  if (address.find_first_of(" \"<>\\^`{|}") != absl::string_view::npos) {
    return "holds a space or another character that an address cannot hold; percent-encode it";
  }
  for (const absl::string_view scheme : {"http://", "https://"}) {
    if (const auto rest = AfterScheme(address, scheme); rest.has_value()) {
      const absl::string_view host = rest->substr(0, rest->find_first_of("/?#"));
      return host.empty() || host.front() == ':' ? "names no host; give an absolute address" : "";
    }
  }
  if (allow_mailto) {
    if (const auto rest = AfterScheme(address, "mailto:"); rest.has_value()) {
      return absl::StrContains(*rest, '@') ? "" : "names nobody to write to; give mailto:name@example.org";
    }
    return "must be an absolute http, https or mailto address";
  }
  return "must be an absolute http or https address";
}

}  // namespace

std::string WrongInText(absl::string_view text, size_t most_bytes) {
  if (text.size() > most_bytes) {
    return absl::StrCat("has ", text.size(), " bytes; at most ", most_bytes, " are allowed");
  }
  if (IsPrintableAscii(text)) return "";
  const std::optional<std::u32string> characters = DecodeUtf8(text);
  if (!characters.has_value()) return "is not valid UTF-8; convert the text before sending it";
  for (size_t i = 0; i < characters->size(); ++i) {
    if (const char* kind = ForbiddenKind((*characters)[i]); kind != nullptr) {
      return absl::StrFormat("holds U+%04X, %s, as character %d; remove it",
                             static_cast<uint32_t>((*characters)[i]), kind, i + 1);
    }
  }
  return "";
}

std::string WrongInLink(absl::string_view address) { return WrongInAddress(address, true); }
std::string WrongInWebAddress(absl::string_view address) { return WrongInAddress(address, false); }

}  // namespace communique::content
