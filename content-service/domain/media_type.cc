#include "content-service/domain/media_type.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "content-service/domain/media_bytes.h"
#include "content-service/domain/media_zip.h"
#include "statement/errors.h"

namespace communique::content {
namespace {

constexpr absl::string_view kOpenDocumentTypes[] = {
    "application/vnd.oasis.opendocument.graphics",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text",
};

struct OfficeType {
  absl::string_view main_part;
  absl::string_view media_type;
};
constexpr OfficeType kOfficeTypes[] = {
    {"ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
};

absl::Status NotAllowed(absl::string_view what_it_is) {
  return ErrorWithReason(
      absl::StatusCode::kInvalidArgument, "MEDIA_TYPE_NOT_ALLOWED",
      absl::StrCat("this file ", what_it_is,
                   "; attach a JPEG, PNG or WebP image, a PDF, plain text, or an OpenDocument (odt, ods, "
                   "odp, odg) or Office Open XML (docx, xlsx, pptx) document without macros"));
}

absl::StatusOr<std::string> JudgeZip(absl::string_view bytes) {
  const absl::string_view mimetype = FirstStoredZipEntry(bytes, "mimetype");
  for (const absl::string_view type : kOpenDocumentTypes) {
    if (mimetype == type) return std::string(type);
  }
  const std::vector<absl::string_view> names = ZipEntryNames(bytes);
  const auto has = [&](absl::string_view name) { return std::count(names.begin(), names.end(), name) > 0; };
  if (!has("[Content_Types].xml")) return NotAllowed("is an archive");
  for (const absl::string_view name : names) {
    if (absl::EndsWithIgnoreCase(name, "vbaProject.bin")) return NotAllowed("holds macros");
  }
  for (const OfficeType& office : kOfficeTypes) {
    if (has(office.main_part)) return std::string(office.media_type);
  }
  return NotAllowed("is an Office document of another kind");
}

// What a browser that guesses types would take for markup: the first thing is a tag of a page.
bool BeginsAsMarkup(absl::string_view bytes) {
  absl::ConsumePrefix(&bytes, "\xEF\xBB\xBF");
  bytes = absl::StripLeadingAsciiWhitespace(bytes);
  for (const absl::string_view tag :
       {"<!--", "<!doctype", "<?xml", "<a ", "<body", "<br", "<div", "<font", "<h1", "<head", "<html",
        "<iframe", "<p>", "<script", "<style", "<svg", "<table", "<title"}) {
    if (absl::StartsWithIgnoreCase(bytes, tag)) return true;
  }
  return false;
}

// No byte that texts never hold: NUL and the control characters but tab, line ends, form feed and
// escape. Legacy encodings pass; what is not text has such a byte within its first few dozen.
bool IsText(absl::string_view bytes) {
  return !bytes.empty() && std::none_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\x1b';
  });
}

}  // namespace

absl::StatusOr<std::string> JudgeMediaType(absl::string_view bytes) {
  if (absl::StartsWith(bytes, "\xFF\xD8\xFF")) return kJpeg;
  if (absl::StartsWith(bytes, "\x89PNG\r\n\x1a\n")) return kPng;
  if (absl::StartsWith(bytes, "RIFF") && HasAt(bytes, 8, "WEBP")) return kWebp;
  if (absl::StartsWith(bytes, "%PDF-")) return kPdf;
  if (absl::StartsWith(bytes, "PK\x03\x04")) return JudgeZip(bytes);
  if (absl::StartsWith(bytes, "GIF8")) return NotAllowed("is a GIF image");
  if (BeginsAsMarkup(bytes)) return NotAllowed("is an HTML, SVG or XML page");
  if (IsText(bytes)) return kPlainText;
  return NotAllowed("is of a kind that is not allowed");
}

bool IsImageType(absl::string_view media_type) {
  return media_type == kJpeg || media_type == kPng || media_type == kWebp;
}

}  // namespace communique::content
