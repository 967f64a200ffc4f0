#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_TYPE_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_TYPE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace communique::content {

inline constexpr char kJpeg[] = "image/jpeg";
inline constexpr char kPng[] = "image/png";
inline constexpr char kWebp[] = "image/webp";
inline constexpr char kPdf[] = "application/pdf";
inline constexpr char kPlainText[] = "text/plain";

// The media type of a whole file, judged by its bytes and never by a name: JPEG, PNG, WebP, PDF, plain
// text, an OpenDocument or an Office Open XML document without macros. Anything else (HTML, SVG,
// programs, other images, archives) is INVALID_ARGUMENT with reason MEDIA_TYPE_NOT_ALLOWED and a
// message that says what it looks like and what is allowed.
//
// Plain text is any text that does not begin as HTML, SVG or XML. Tags further down do no harm: the
// site serves it as text/plain with nosniff, so no browser takes it for a page.
//
// Pure. Reads all of the bytes only where nothing but text is left.
absl::StatusOr<std::string> JudgeMediaType(absl::string_view bytes);

// Whether a type is one of the three image types.
bool IsImageType(absl::string_view media_type);

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_MEDIA_TYPE_H_
