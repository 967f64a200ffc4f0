#include "statement/paths.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "statement/errors.h"
#include "statement/language.h"
#include "statement/utf8.h"

namespace communique {
namespace {

constexpr size_t kLongestFileName = 200;
constexpr size_t kDigestInPath = 16;

constexpr std::array kReservedNames = {"assets", "edition",   "editions", "feed",  "feeds",   "files",
                                       "index",  "manifests", "page",     "pages", "sitemap", "sitemaps"};

absl::Status BadPathPart(absl::string_view reason, absl::string_view text, absl::string_view rule) {
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, reason,
                         absl::StrCat(QuoteForMessage(text), " ", rule));
}

bool IsDigit(char c) { return absl::ascii_isdigit(c); }
bool IsSlugCharacter(char c) { return absl::ascii_islower(c) || IsDigit(c) || c == '-'; }

// Would split a path, is invisible, or makes a name read otherwise than it is stored.
bool IsForbiddenInFileName(UChar32 c) {
  return c == '/' || c == '\\' || u_charType(c) == U_CONTROL_CHAR || u_charType(c) == U_LINE_SEPARATOR ||
         u_charType(c) == U_PARAGRAPH_SEPARATOR || u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL);
}

}  // namespace

bool IsReservedName(absl::string_view name) {
  return std::find(kReservedNames.begin(), kReservedNames.end(), name) != kReservedNames.end();
}

absl::Status CheckSlug(absl::string_view slug) {
  constexpr absl::string_view kReason = "BAD_SLUG";
  if (slug.empty() || slug.size() > kLongestSlug || !std::all_of(slug.begin(), slug.end(), IsSlugCharacter)) {
    return BadPathPart(kReason, slug, "is not a slug; write 1 to 80 of a-z, 0-9 and hyphens");
  }
  if (slug.front() == '-' || slug.back() == '-') {
    return BadPathPart(kReason, slug, "begins or ends with a hyphen; a slug begins and ends with a-z or 0-9");
  }
  if (std::all_of(slug.begin(), slug.end(), IsDigit)) {
    return BadPathPart(kReason, slug,
                       "is all digits, which addresses keep for years; add a word to the slug");
  }
  if (IsReservedName(slug)) {
    return BadPathPart(kReason, slug, "is a name that the site uses itself; choose another slug");
  }
  return absl::OkStatus();
}

std::string StatementPath(absl::string_view language, absl::string_view section_id, absl::string_view slug) {
  return absl::StrCat("/", LanguagePathSegment(language), "/", section_id, "/", slug, "/");
}

absl::Status CheckFileName(absl::string_view file_name) {
  constexpr absl::string_view kReason = "BAD_FILE_NAME";
  if (file_name.empty() || file_name.size() > kLongestFileName) {
    return BadPathPart(kReason, file_name, "is not a file name; give 1 to 200 bytes");
  }
  if (file_name[0] == '.') {
    return BadPathPart(kReason, file_name, "begins with a dot, which would hide the file; leave the dot out");
  }
  const std::optional<std::u32string> characters = DecodeUtf8(file_name);
  if (!characters.has_value()) {
    return BadPathPart(kReason, file_name, "is not valid UTF-8; give the file name in UTF-8");
  }
  for (const char32_t c : *characters) {
    if (IsForbiddenInFileName(static_cast<UChar32>(c))) {
      return BadPathPart(kReason, file_name,
                         "holds a slash, a backslash, a control character or a bidi control; leave it out");
    }
  }
  return absl::OkStatus();
}

std::string FilePath(absl::string_view statement_id, absl::string_view sha256_hex,
                     absl::string_view file_name) {
  return absl::StrCat("/files/", statement_id, "/", sha256_hex.substr(0, kDigestInPath), "/", file_name);
}

std::string EncodePathForUrl(absl::string_view path) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : path) {
    if (absl::ascii_isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~' || c == '/') {
      encoded.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded.append({'%', kHex[byte >> 4], kHex[byte & 0xF]});
    }
  }
  return encoded;
}

}  // namespace communique
