#include "text/characters.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>

namespace communique::text {
namespace {

UChar32 AsIcu(char32_t c) { return static_cast<UChar32>(c); }

void AppendUtf8(char32_t c, std::string& out) {
  const auto tail = [&](unsigned shift) { out.push_back(static_cast<char>(0x80U | ((c >> shift) & 0x3FU))); };
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0U | (c >> 6U)));
    tail(0);
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0U | (c >> 12U)));
    tail(6);
    tail(0);
  } else {
    out.push_back(static_cast<char>(0xF0U | (c >> 18U)));
    tail(12);
    tail(6);
    tail(0);
  }
}

template <typename Keep>
std::string Kept(absl::string_view text, Keep keep) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    if (keep(NextCodePoint(text, i))) {
      out.append(text.data() + start, i - start);
    }
  }
  return out;
}

bool IsOneOf(char32_t c, std::u32string_view set) {
  return c != 0 && set.find(c) != std::u32string_view::npos;
}

// The last code point that is not a closing quote or bracket.
char32_t LastBeforeClosers(absl::string_view text) {
  const std::u32string points = CodePoints(text);
  for (std::size_t i = points.size(); i > 0; --i) {
    if (!IsOneOf(points[i - 1], U"\"'”’»)]）」』】〉》")) {
      return points[i - 1];
    }
  }
  return 0;
}

}  // namespace

char32_t ReadCodePoint(absl::string_view text, std::size_t& position) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(position++);
  if (lead < 0x80) {
    return lead;
  }
  const std::size_t trail = lead >= 0xF0 ? 3 : (lead >= 0xE0 ? 2 : 1);
  if (lead < 0xC2 || lead > 0xF4) {
    return kNoCodePoint;
  }
  char32_t c = lead & (0x3FU >> trail);
  for (std::size_t i = 0; i < trail; ++i) {
    if (position >= text.size() || (byte(position) & 0xC0U) != 0x80U) {
      return kNoCodePoint;
    }
    c = (c << 6U) | (byte(position++) & 0x3FU);
  }
  const bool overlong = (trail == 2 && c < 0x800) || (trail == 3 && c < 0x10000);
  return overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ? kNoCodePoint : c;
}

char32_t NextCodePoint(absl::string_view text, std::size_t& position) {
  const char32_t c = ReadCodePoint(text, position);
  return c == kNoCodePoint ? 0xFFFD : c;
}

char32_t FirstCodePoint(absl::string_view text) {
  std::size_t position = 0;
  return text.empty() ? 0 : NextCodePoint(text, position);
}

char32_t LastCodePoint(absl::string_view text) {
  if (text.empty()) {
    return 0;
  }
  std::size_t position = text.size() - 1;
  while (position > 0 && (static_cast<unsigned char>(text[position]) & 0xC0U) == 0x80U) {
    --position;
  }
  return NextCodePoint(text, position);
}

std::u32string CodePoints(absl::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    out.push_back(NextCodePoint(text, i));
  }
  return out;
}

std::string ToUtf8(std::u32string_view code_points) {
  std::string out;
  for (const char32_t c : code_points) {
    AppendUtf8(c, out);
  }
  return out;
}

bool IsSpace(char32_t c) { return u_isUWhiteSpace(AsIcu(c)); }

bool IsVisible(char32_t c) {
  return !IsSpace(c) && u_charType(AsIcu(c)) != U_CONTROL_CHAR &&
         !u_hasBinaryProperty(AsIcu(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool IsLetter(char32_t c) { return u_isalpha(AsIcu(c)); }

bool IsLetterOrDigit(char32_t c) { return u_isalnum(AsIcu(c)); }

int DigitValue(char32_t c) {
  return u_charType(AsIcu(c)) == U_DECIMAL_DIGIT_NUMBER ? u_charDigitValue(AsIcu(c)) : -1;
}

bool IsWrittenWithoutSpaces(char32_t c) {
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(AsIcu(c), &error);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
         (c >= 0x3001 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF0F) || c == 0x30FC;
}

bool HasVisible(absl::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (IsVisible(NextCodePoint(text, i))) {
      return true;
    }
  }
  return false;
}

bool HasLetterOrDigit(absl::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (IsLetterOrDigit(NextCodePoint(text, i))) {
      return true;
    }
  }
  return false;
}

bool StartsWithLowerCase(absl::string_view text) { return u_islower(AsIcu(FirstCodePoint(text))); }

absl::string_view TrimSpace(absl::string_view text) {
  while (!text.empty()) {
    std::size_t i = 0;
    if (!IsSpace(NextCodePoint(text, i))) {
      break;
    }
    text.remove_prefix(i);
  }
  while (!text.empty() && IsSpace(LastCodePoint(text))) {
    std::size_t end = text.size() - 1;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
      --end;
    }
    text = text.substr(0, end);
  }
  return text;
}

int DisplayWidth(absl::string_view text) {
  int width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const UChar32 c = AsIcu(NextCodePoint(text, i));
    const int8_t type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) {
      continue;
    }
    const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

std::string LowerCase(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    AppendUtf8(static_cast<char32_t>(u_tolower(AsIcu(NextCodePoint(text, i)))), out);
  }
  return out;
}

std::string WithAsciiDigits(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const int digit = DigitValue(NextCodePoint(text, i));
    if (digit >= 0) {
      out.push_back(static_cast<char>('0' + digit));
    } else {
      out.append(text.data() + start, i - start);
    }
  }
  return out;
}

std::string WithoutSpace(absl::string_view text) { return Kept(text, IsVisible); }

std::string LettersAndDigits(absl::string_view text) { return Kept(text, IsLetterOrDigit); }

bool EndsSentence(absl::string_view text) {
  return IsOneOf(LastBeforeClosers(text.substr(text.size() - std::min<std::size_t>(text.size(), 64))),
                 U".!?…。！？．؟۔।");
}

bool EndsOpen(absl::string_view text) { return IsOneOf(LastCodePoint(text), U":,;：，；、،؛"); }

bool EndsWithColon(absl::string_view text) { return IsOneOf(LastCodePoint(text), U":："); }

}  // namespace communique::text
