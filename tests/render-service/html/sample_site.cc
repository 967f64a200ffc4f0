// sample_site DIR [IMAGE]: writes a site of invented statements into DIR, to look at and for the browser
// tests. Pages set as PDF and PNG are not a part of it. IMAGE stands for every image of the site.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/strip.h"
#include "render-service/domain/site_layout.h"
#include "render-service/html/page_renderer.h"
#include "tests/render-service/html/sample_statements.h"

namespace communique::render {
namespace {

namespace fs = std::filesystem;

// Writes files below a directory and counts what went wrong.
class SiteWriter {
 public:
  SiteWriter(fs::path root, fs::path image) : root_(std::move(root)), image_(std::move(image)) {}

  void Write(const std::string& path, const absl::StatusOr<std::string>& text) {
    if (!text.ok()) {
      std::cerr << path << ": " << text.status() << "\n";
      ++failures_;
      return;
    }
    std::ofstream(Place(path), std::ios::binary) << *text;
  }

  void WriteImages(const std::string& id, const content::v1::Attachment& attachment) {
    if (image_.empty()) return;
    fs::copy_file(image_, Place(AttachmentPath(id, attachment)), fs::copy_options::overwrite_existing);
    for (const DerivativeSpec& spec : DerivativesOf(id, attachment)) {
      fs::copy_file(image_, Place(spec.path), fs::copy_options::overwrite_existing);
    }
  }

  int failures() const { return failures_; }

 private:
  fs::path Place(const std::string& path) const {
    const fs::path file = root_ / path.substr(1);
    fs::create_directories(file.parent_path());
    return file;
  }

  fs::path root_;
  fs::path image_;
  int failures_ = 0;
};

void WriteStatements(const PageRenderer& renderer, const std::vector<PublicStatement>& statements,
                     const SectionTrail& trail, SiteWriter& site) {
  for (const PublicStatement& statement : statements) {
    const std::string& path = statement.statement.path();
    const std::string id(absl::StripPrefix(statement.statement.name(), "statements/"));
    site.Write(StatementPagePath(path), renderer.StatementPage(statement, trail));
    site.Write(StatementJsonPath(path), renderer.StatementJson(statement, trail));
    site.Write(StatementTextPath(path), renderer.StatementText(statement, trail));
    for (const content::v1::Attachment& attachment : statement.statement.live().content().attachments()) {
      site.WriteImages(id, attachment);
    }
  }
}

std::map<std::string, std::vector<IndexEntry>> EntriesByLanguage(
    const std::vector<PublicStatement>& statements) {
  std::map<std::string, std::vector<IndexEntry>> entries;
  for (const PublicStatement& statement : statements) {
    entries[statement.statement.language()].push_back(MakeIndexEntry(statement.statement));
  }
  for (auto& [language, list] : entries) std::sort(list.begin(), list.end(), IsListedBefore);
  return entries;
}

void WriteIndexes(const PageRenderer& renderer, const std::vector<PublicStatement>& statements,
                  const SectionTrail& trail, SiteWriter& site) {
  const auto entries = EntriesByLanguage(statements);
  std::vector<std::string> languages;
  for (const auto& [language, list] : entries) languages.push_back(language);
  std::vector<SitemapBucket> buckets;
  for (const auto& [language, list] : entries) {
    std::map<int32_t, std::vector<IndexEntry>, std::greater<>> by_year;
    for (const IndexEntry& entry : list) by_year[entry.day.year].push_back(entry);
    std::vector<YearCount> years;
    for (const auto& [year, in_year] : by_year) years.push_back({year, static_cast<int64_t>(in_year.size())});
    site.Write(IndexFileOf(HomePath(language)), renderer.FrontPage({.language = language,
                                                                    .trail = {},
                                                                    .subsections = trail,
                                                                    .newest = list,
                                                                    .years = years,
                                                                    .languages = languages}));
    site.Write(IndexFileOf(SectionPath(language, "statements")),
               renderer.FrontPage({.language = language,
                                   .trail = trail,
                                   .subsections = {},
                                   .newest = list,
                                   .years = years,
                                   .languages = languages}));
    site.Write(FeedPath(language), renderer.AtomFeed({language, {}, list}));
    site.Write(SectionFeedPath(language, "statements"), renderer.AtomFeed({language, trail, list}));
    for (const auto& [year, in_year] : by_year) {
      site.Write(IndexFileOf(SectionYearPath(language, "statements", year)),
                 renderer.YearPage({language, trail, year, in_year, years}));
      site.Write(SitemapPath(language, year), renderer.Sitemap({language, year, in_year}));
      buckets.push_back({language, year});
    }
  }
  site.Write(SitemapIndexPath(), renderer.SitemapIndex(buckets));
  site.Write(RootPagePath(), renderer.RootPage({languages, entries.at("en")}));
}

void WriteNotices(const PageRenderer& renderer, SiteWriter& site) {
  site.Write(NotFoundPath(), renderer.NotFoundPage());
  site.Write(IndexFileOf("/en/statements/the-forged-letter/"),
             renderer.GonePage("None of the organisations named in it had signed it."));
  site.Write(IndexFileOf("/en/statements/read-the-river/"),
             renderer.RedirectPage("/en/statements/read-us-the-river/"));
}

int Run(const fs::path& root, const fs::path& image) {
  const auto renderer =
      PageRenderer::Load(testing::SampleSettings(), fs::path(COMMUNIQUE_SOURCE_DIR) / "render-service/theme");
  if (!renderer.ok()) {
    std::cerr << renderer.status() << "\n";
    return 1;
  }
  SiteWriter site(root, image);
  const std::vector<PublicStatement> statements = testing::SampleStatements();
  WriteStatements(**renderer, statements, testing::SampleTrail(), site);
  WriteIndexes(**renderer, statements, testing::SampleTrail(), site);
  WriteNotices(**renderer, site);
  site.Write(RobotsPath(), (*renderer)->Robots());
  site.Write(StylesheetPath(), (*renderer)->Stylesheet());
  return site.failures() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace communique::render

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "Usage: sample_site DIR [IMAGE]\n";
    return 2;
  }
  return communique::render::Run(argv[1], argc > 2 ? argv[2] : "");
}
