// Whole outputs of small inputs, byte for byte. COMMUNIQUE_UPDATE_GOLDEN=1 writes them anew; read the
// difference before committing it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include "render-service/html/page_renderer.h"
#include "tests/render-service/html/statement_builder.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

namespace fs = std::filesystem;

const fs::path kSource = COMMUNIQUE_SOURCE_DIR;

std::string ReadFile(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

void ExpectGolden(const std::string& name, const absl::StatusOr<std::string>& text) {
  ASSERT_OK(text);
  const fs::path golden = kSource / "tests/render-service/html/golden" / name;
  if (std::getenv("COMMUNIQUE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(golden, std::ios::binary) << *text;
  }
  EXPECT_EQ(*text, ReadFile(golden)) << "differs from " << golden;
}

PublicStatement Ferry() {
  testing::StatementBuilder builder("keep-the-ferry", "en", "Keep the ferry");
  builder.content().set_subtitle("To the council of Sundry Isle");
  builder.Paragraph("p1", "The ferry is our _only_ road.[^1] Write to <https://ferry.example.org/?a=1&b=2>.")
      .Clause("1", 1, "1.", "Keep it sailing")
      .Clause("1.a", 2, "(a)", "in winter, and")
      .Clause("1.b", 2, "(b)", "at night.")
      .Footnote("note-1", "1", "The bridge closed in 1998.")
      .Place("Sundry Isle")
      .LetterDate("1 March 2024", {2024, 3, 1})
      .Organisation("Islanders’ Union", "IU", "Sundry Isle")
      .Person("R. Teal", "Skipper", "Ferry Watch")
      .Withdrawn("Signed by mistake")
      .File("timetable", "time table.pdf", "application/pdf", 52'000, 2)
      .Edition(3, content::v1::CHANGE_SEVERITY_MAJOR, "Clause 1 (b) was missing.")
      .Translation("gardez-le-bac", "fr", "Gardez le bac");
  return builder.Build();
}

class Golden : public ::testing::Test {
 protected:
  void SetUp() override {
    SiteSettings settings;
    settings.name = "Sundry Statements";
    settings.base_url = "https://sundry.example.org";
    settings.footer = "Published by the islanders.";
    ASSERT_OK_AND_ASSIGN(renderer_, PageRenderer::Load(settings, kSource / "render-service/theme"));
  }

  const SectionTrail trail_ = {testing::MakeSection("statements", {{"en", "Statements of the isle"}})};
  const PublicStatement ferry_ = Ferry();
  const IndexEntry entry_ = MakeIndexEntry(ferry_.statement);
  std::unique_ptr<PageRenderer> renderer_;
};

TEST_F(Golden, StatementPage) { ExpectGolden("statement.html", renderer_->StatementPage(ferry_, trail_)); }
TEST_F(Golden, StatementJson) { ExpectGolden("statement.json", renderer_->StatementJson(ferry_, trail_)); }
TEST_F(Golden, RootPage) { ExpectGolden("root.html", renderer_->RootPage({{"en", "fr"}, {entry_}})); }
TEST_F(Golden, SectionPage) {
  ExpectGolden("section.html", renderer_->FrontPage({"en", trail_, {}, {entry_}, {{2024, 1}}, {"en", "fr"}}));
}
TEST_F(Golden, YearPage) {
  ExpectGolden("year.html", renderer_->YearPage({"en", trail_, 2024, {entry_}, {{2024, 1}, {2023, 4}}}));
}
TEST_F(Golden, HomeWithoutStatements) {
  ExpectGolden("empty-home.html", renderer_->FrontPage({"en", {}, trail_, {}, {}, {"en"}}));
}
TEST_F(Golden, NotFoundPage) { ExpectGolden("404.html", renderer_->NotFoundPage()); }
TEST_F(Golden, GonePage) { ExpectGolden("gone.html", renderer_->GonePage("Signed by nobody.")); }
TEST_F(Golden, RedirectPage) {
  ExpectGolden("redirect.html", renderer_->RedirectPage("/en/statements/keep-the-ferry/"));
}
TEST_F(Golden, AtomFeed) { ExpectGolden("feed.atom", renderer_->AtomFeed({"en", trail_, {entry_}})); }
TEST_F(Golden, Sitemap) { ExpectGolden("sitemap.xml", renderer_->Sitemap({"en", 2024, {entry_}})); }
TEST_F(Golden, SitemapIndex) {
  ExpectGolden("sitemap-index.xml", renderer_->SitemapIndex({{"en", 2024}, {"zh-Hant", 2023}}));
}
TEST_F(Golden, Robots) { ExpectGolden("robots.txt", renderer_->Robots()); }

}  // namespace
}  // namespace communique::render
