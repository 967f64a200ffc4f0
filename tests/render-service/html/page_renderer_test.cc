#include "render-service/html/page_renderer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/render-service/html/sample_statements.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace communique::render {
namespace {

using ::communique::testing::StatusIs;
using ::communique::testing::TemporaryDirectory;
using ::testing::AllOf;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

const fs::path kTheme = fs::path(COMMUNIQUE_SOURCE_DIR) / "render-service/theme";

std::unique_ptr<PageRenderer> Load(const SiteSettings& settings, const fs::path& theme = kTheme) {
  return PageRenderer::Load(settings, theme).value();
}

std::string AllPages(const PageRenderer& renderer) {
  std::string all;
  for (const PublicStatement& statement : testing::SampleStatements()) {
    all += *renderer.StatementPage(statement, testing::SampleTrail());
    all += *renderer.StatementJson(statement, testing::SampleTrail());
    all += *renderer.StatementText(statement, testing::SampleTrail());
  }
  return all;
}

void CopyTheme(const fs::path& to) { fs::copy(kTheme, to, fs::copy_options::recursive); }

void Append(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary | std::ios::app) << text;
}

TEST(PageRenderer, GivesTheSameBytesEachTime) {
  const auto one = Load(testing::SampleSettings());
  const auto other = Load(testing::SampleSettings());
  const std::string pages = AllPages(*one);
  EXPECT_EQ(AllPages(*one), pages);
  EXPECT_EQ(AllPages(*other), pages);
}

TEST(PageRenderer, GivesTheSameBytesToManyThreads) {
  const auto renderer = Load(testing::SampleSettings());
  const std::string pages = AllPages(*renderer);
  std::vector<std::string> made(4);
  std::vector<std::thread> threads;
  for (std::string& result : made) threads.emplace_back([&] { result = AllPages(*renderer); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(made, ::testing::Each(pages));
}

TEST(PageRenderer, HasAVersionThatMovesWithThemeAndSettings) {
  const std::string version = Load(testing::SampleSettings())->version();
  EXPECT_THAT(version,
              AllOf(HasSubstr("theme/"), HasSubstr("settings/"), HasSubstr("icu/"), HasSubstr("ctemplate/")));
  EXPECT_EQ(Load(testing::SampleSettings())->version(), version);

  SiteSettings settings = testing::SampleSettings();
  settings.footer = "Another";
  EXPECT_NE(Load(settings)->version(), version);

  const TemporaryDirectory theme;
  CopyTheme(theme.path());
  EXPECT_EQ(Load(testing::SampleSettings(), theme.path())->version(), version);
  Append(theme.path() / "style.css", "\n");
  EXPECT_NE(Load(testing::SampleSettings(), theme.path())->version(), version);
}

TEST(PageRenderer, KeepsTwoThemesApart) {
  const auto builtin = Load(testing::SampleSettings());
  const std::string page = *builtin->NotFoundPage();
  const TemporaryDirectory theme;
  CopyTheme(theme.path());
  Append(theme.path() / "not-found.html", "<p>Another</p>\n");
  EXPECT_THAT(*Load(testing::SampleSettings(), theme.path())->NotFoundPage(), HasSubstr("<p>Another</p>"));
  EXPECT_EQ(*builtin->NotFoundPage(), page);
}

TEST(PageRenderer, RefusesAThemeThatWeakensTheEscaping) {
  const TemporaryDirectory theme;
  CopyTheme(theme.path());
  Append(theme.path() / "not-found.html", "{{SITE_NAME:none}}\n");
  EXPECT_THAT(PageRenderer::Load({}, theme.path()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("theme file not-found.html, line 8")));
}

TEST(PageRenderer, RefusesAThemeThatLacksAFile) {
  const TemporaryDirectory theme;
  CopyTheme(theme.path());
  fs::remove(theme.path() / "block.html");
  EXPECT_THAT(PageRenderer::Load({}, theme.path()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("no readable file block.html")));
}

TEST(PageRenderer, LinksBelowThePathThatTheSiteLiesUnder) {
  SiteSettings settings = testing::SampleSettings();
  settings.base_url = "https://example.org/statements";
  const auto renderer = Load(settings);
  const std::string page = *renderer->StatementPage(testing::SampleStatements()[0], testing::SampleTrail());
  EXPECT_THAT(page, HasSubstr("<link rel=\"stylesheet\" href=\"/statements/assets/style.css\">"));
  EXPECT_THAT(page, HasSubstr("href=\"/statements/en/statements/\""));
}

TEST(PageRenderer, LeadsARedirectToThisSiteOrTheWebOnly) {
  const auto renderer = Load(testing::SampleSettings());
  EXPECT_THAT(
      *renderer->RedirectPage("/en/statements/new/"),
      AllOf(HasSubstr("content=\"0; url=/en/statements/new/\""),
            HasSubstr("<link rel=\"canonical\" href=\"https://river.example.org/en/statements/new/\">")));
  EXPECT_THAT(*renderer->RedirectPage("https://elsewhere.example.org/"),
              HasSubstr("content=\"0; url=https://elsewhere.example.org/\""));
  for (const char* target : {"javascript:alert(1)", "//elsewhere.example.org/", "data:text/html,x", ""}) {
    EXPECT_THAT(*renderer->RedirectPage(target), HasSubstr("content=\"0; url=/\"")) << target;
  }
}

}  // namespace
}  // namespace communique::render
