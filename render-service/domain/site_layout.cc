#include "render-service/domain/site_layout.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "statement/language.h"
#include "statement/names.h"
#include "statement/paths.h"

namespace communique::render {
namespace {

constexpr std::array<int32_t, 5> kWidths = {320, 640, 960, 1280, 1920};

bool IsImage(const content::v1::Attachment& attachment) {
  const std::string& type = attachment.media_type();
  return type == "image/jpeg" || type == "image/png" || type == "image/webp";
}

// Rounded to the nearest pixel, never 0.
int32_t HeightAt(int32_t width, const content::v1::Attachment& attachment) {
  const int64_t doubled = int64_t{2} * width * attachment.height() + attachment.width();
  return std::max<int32_t>(1, static_cast<int32_t>(doubled / (int64_t{2} * attachment.width())));
}

DerivativeSpec MakeSpec(absl::string_view statement_id, const content::v1::Attachment& attachment,
                        int32_t width, absl::string_view extension, absl::string_view media_type) {
  // A folder of their own beside the file's, and its whole name: no other attachment, however it is called,
  // has a file or a derivative there.
  const std::string folder = FilePath(statement_id, IdOf(attachment.blob()), "");
  return {.path = absl::StrCat(absl::StripSuffix(folder, "/"), ".", kDerivativeRecipe, "/",
                               attachment.file_name(), "-", width, "w.", extension),
          .width = width,
          .height = HeightAt(width, attachment),
          .media_type = std::string(media_type)};
}

}  // namespace

std::string StatementPagePath(absl::string_view statement_path) { return IndexFileOf(statement_path); }
std::string StatementJsonPath(absl::string_view statement_path) {
  return absl::StrCat(statement_path, "statement.json");
}
std::string StatementTextPath(absl::string_view statement_path) {
  return absl::StrCat(statement_path, "statement.txt");
}
std::string StatementPdfPath(absl::string_view statement_path) {
  return absl::StrCat(statement_path, "statement.pdf");
}
std::string StatementPngPath(absl::string_view statement_path, int page) {
  return absl::StrCat(statement_path, "statement-", page, ".png");
}

std::string RootPagePath() { return "/index.html"; }
std::string HomePath(absl::string_view language) {
  return absl::StrCat("/", LanguagePathSegment(language), "/");
}
std::string SectionPath(absl::string_view language, absl::string_view section_id) {
  return absl::StrCat(HomePath(language), section_id, "/");
}
std::string SectionYearPath(absl::string_view language, absl::string_view section_id, int32_t year) {
  return absl::StrCat(SectionPath(language, section_id), year, "/");
}
std::string FeedPath(absl::string_view language) { return absl::StrCat(HomePath(language), "feed.atom"); }
std::string SectionFeedPath(absl::string_view language, absl::string_view section_id) {
  return absl::StrCat(SectionPath(language, section_id), "feed.atom");
}
std::string SitemapIndexPath() { return "/sitemap.xml"; }
std::string SitemapPath(absl::string_view language, int32_t year) {
  return absl::StrCat("/sitemaps/", LanguagePathSegment(language), "-", year, ".xml");
}
std::string StylesheetPath() { return "/assets/style.css"; }
std::string NotFoundPath() { return "/404.html"; }
std::string RobotsPath() { return "/robots.txt"; }

std::string IndexFileOf(absl::string_view directory_path) {
  return absl::StrCat(directory_path, "index.html");
}

std::string AttachmentPath(absl::string_view statement_id, const content::v1::Attachment& attachment) {
  return FilePath(statement_id, IdOf(attachment.blob()), attachment.file_name());
}

bool IsCleanedCopy(const content::v1::Attachment& attachment) {
  return IsImage(attachment) && !attachment.publish_original();
}

std::vector<DerivativeSpec> DerivativesOf(absl::string_view statement_id,
                                          const content::v1::Attachment& attachment) {
  if (!IsImage(attachment) || attachment.width() <= 0 || attachment.height() <= 0) return {};
  const bool is_jpeg = attachment.media_type() == "image/jpeg";
  const int32_t widest = std::min(attachment.width(), kWidths.back());
  std::vector<DerivativeSpec> specs;
  const auto add = [&](int32_t width) {
    specs.push_back(MakeSpec(statement_id, attachment, width, "webp", "image/webp"));
    specs.push_back(MakeSpec(statement_id, attachment, width, is_jpeg ? "jpg" : "png",
                             is_jpeg ? "image/jpeg" : "image/png"));
  };
  for (const int32_t width : kWidths) {
    if (width < widest) add(width);
  }
  add(widest);
  return specs;
}

}  // namespace communique::render
