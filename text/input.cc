#include "text/input.h"

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "serving/status_macros.h"
#include "statement/errors.h"
#include "text/characters.h"
#include "text/import.h"

namespace communique::text {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

absl::Status Refused(absl::string_view reason, absl::string_view message) {
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, reason, message);
}

// What is wrong with the character and what to do; nullptr where it is allowed.
const char* WhyForbidden(char32_t c) {
  if (c == 0) {
    return "a NUL byte; the file may not be plain text (UTF-16 or binary): save it as UTF-8 text";
  }
  if ((c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c <= 0x9F)) {
    return "a control character; remove it";
  }
  if (c >= 0x202A && c <= 0x202E) {
    return "a bidirectional embedding or override, which can make text read differently from what it is; "
           "remove it or use isolates (U+2066 to U+2069)";
  }
  if (c == 0xFFFD) {
    return "the replacement character: a letter was lost in an earlier conversion; restore it from the "
           "original";
  }
  if (c == 0xFFFC) {
    return "an object replacement character, left over from an embedded image; remove it";
  }
  if ((c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE) {
    return "a code point that is no character; remove it";
  }
  if (c >= 0xE0000 && c <= 0xE007F) {
    return "an invisible tag character; remove it";
  }
  return nullptr;
}

absl::Status CheckCharacter(char32_t c, int line) {
  const char* why = WhyForbidden(c);
  return why == nullptr ? absl::OkStatus()
                        : Refused("FORBIDDEN_CHARACTER", absl::StrFormat("line %d has U+%04X, %s", line,
                                                                         static_cast<uint32_t>(c), why));
}

}  // namespace

absl::Status CheckCharacters(absl::string_view utf8, int line) {
  for (std::size_t i = 0; i < utf8.size();) {
    RETURN_IF_ERROR(CheckCharacter(NextCodePoint(utf8, i), line));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> CleanInput(absl::string_view utf8) {
  if (utf8.size() > kMaxTextBytes) {
    return Refused("TEXT_TOO_LARGE",
                   absl::StrFormat("the text has %d bytes, at most %d are allowed; split it into several "
                                   "statements",
                                   utf8.size(), kMaxTextBytes));
  }
  absl::ConsumePrefix(&utf8, kByteOrderMark);
  std::string clean;
  clean.reserve(utf8.size());
  int line = 1;
  bool visible = false;
  for (std::size_t i = 0; i < utf8.size();) {
    const std::size_t start = i;
    char32_t c = ReadCodePoint(utf8, i);
    if (c == kNoCodePoint) {
      return Refused("NOT_UTF8", absl::StrFormat("line %d is not UTF-8 (byte 0x%02X); save the file as UTF-8",
                                                 line, static_cast<unsigned char>(utf8[start])));
    }
    if (c == '\r') {
      if (i < utf8.size() && utf8[i] == '\n') {
        continue;
      }
      c = '\n';
    }
    if (c == '\n' || c == 0x2028 || c == 0x2029) {
      clean.push_back('\n');
      ++line;
      continue;
    }
    RETURN_IF_ERROR(CheckCharacter(c, line));
    visible = visible || IsVisible(c);
    clean.append(utf8.data() + start, i - start);
  }
  if (!visible) {
    return Refused("EMPTY_TEXT", "the text has no visible character; give at least a title");
  }
  return clean;
}

}  // namespace communique::text
