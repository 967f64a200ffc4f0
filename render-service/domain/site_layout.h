#ifndef COMMUNIQUE_RENDER_SERVICE_DOMAIN_SITE_LAYOUT_H_
#define COMMUNIQUE_RENDER_SERVICE_DOMAIN_SITE_LAYOUT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "communique/content/v1/attachment.pb.h"

namespace communique::render {

// Where each file of the site lies. Pure: a path comes from names alone, so that pages can link to
// files that are not made yet. Output paths begin with '/' and are not percent-encoded; pages encode
// them with EncodePathForUrl (statement/paths.h).

// Below a statement's path ("/en/press/a-title/").
std::string StatementPagePath(absl::string_view statement_path);           // …index.html
std::string StatementJsonPath(absl::string_view statement_path);           // …statement.json
std::string StatementTextPath(absl::string_view statement_path);           // …statement.txt
std::string StatementPdfPath(absl::string_view statement_path);            // …statement.pdf
std::string StatementPngPath(absl::string_view statement_path, int page);  // …statement-1.png, from 1

// Of the site. `language` is a BCP 47 tag, `section_id` without "sections/".
std::string RootPagePath();                                                         // /index.html
std::string HomePath(absl::string_view language);                                   // /en/
std::string SectionPath(absl::string_view language, absl::string_view section_id);  // /en/press/
std::string SectionYearPath(absl::string_view language, absl::string_view section_id,
                            int32_t year);                                              // /en/press/2014/
std::string FeedPath(absl::string_view language);                                       // /en/feed.atom
std::string SectionFeedPath(absl::string_view language, absl::string_view section_id);  // /en/press/feed.atom
std::string SitemapIndexPath();                                                         // /sitemap.xml
// One bucket for each language and year, so that a publish touches one: /sitemaps/en-2014.xml
std::string SitemapPath(absl::string_view language, int32_t year);
std::string StylesheetPath();  // /assets/style.css
std::string NotFoundPath();    // /404.html
std::string RobotsPath();      // /robots.txt

// "/en/" -> "/en/index.html".
std::string IndexFileOf(absl::string_view directory_path);

// One image made from an attached one.
struct DerivativeSpec {
  std::string path;  // /files/{statement id}/{digest16}.{recipe}/{file name}-{width}w.webp
  int32_t width = 0;
  int32_t height = 0;
  std::string media_type;  // image/webp, image/jpeg or image/png
};

// Version of how derivatives and copies are made; a part of their names.
inline constexpr char kDerivativeRecipe[] = "r2";

// The file that the site offers for an attachment: the original's bytes, or for a JPEG, PNG or WebP
// without publish_original its copy without metadata, under the same name.
std::string AttachmentPath(absl::string_view statement_id, const content::v1::Attachment& attachment);

// Whether AttachmentPath holds a copy without metadata rather than the original bytes.
bool IsCleanedCopy(const content::v1::Attachment& attachment);

// Widths 320, 640, 960, 1280, 1920 below the image's own, and its own (at most 1920) as the last;
// each as WebP and as JPEG (PNG for a PNG or WebP source, which may be transparent). Empty where the
// attachment is not an image. Ascending by width, WebP first.
std::vector<DerivativeSpec> DerivativesOf(absl::string_view statement_id,
                                          const content::v1::Attachment& attachment);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_DOMAIN_SITE_LAYOUT_H_
