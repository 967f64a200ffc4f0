#include "render-service/html/page_renderer.h"

#include <ctemplate/template_dictionary.h>
#include <unicode/uversion.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "render-service/domain/site_layout.h"
#include "render-service/html/feed_view.h"
#include "render-service/html/index_view.h"
#include "render-service/html/notice_pages.h"
#include "render-service/html/page_frame.h"
#include "render-service/html/page_language.h"
#include "render-service/html/statement_json.h"
#include "render-service/html/statement_text.h"
#include "render-service/html/statement_view.h"
#include "render-service/html/template_set.h"
#include "render-service/html/theme_files.h"
#include "render-service/html/words.h"
#include "serving/status_macros.h"
#include "statement/digest.h"

namespace communique::render {
namespace {

using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kMain = STS_INIT(kMain, "MAIN");

// Moves when the code of this folder makes other bytes of the same input.
constexpr int kRecipe = 1;
// Digits that tell two themes or settings apart.
constexpr size_t kShortDigest = 16;

std::string SettingsDigest(const SiteSettings& settings) {
  std::string all = absl::StrCat(settings.front_entries, "\n");
  for (const std::string& value : {settings.name, settings.base_url, settings.default_language,
                                   settings.publisher, settings.footer, settings.contact}) {
    absl::StrAppend(&all, value.size(), ":", value);
  }
  return Sha256Hex(all);
}

class ThemedPageRenderer : public PageRenderer {
 public:
  ThemedPageRenderer(const SiteSettings& settings, ThemeFiles theme, std::unique_ptr<TemplateSet> templates,
                     std::unique_ptr<WordBook> words)
      : settings_(settings),
        addresses_(settings),
        theme_(std::move(theme)),
        templates_(std::move(templates)),
        words_(std::move(words)) {}

  std::string version() const override {
    return absl::StrCat("page/", kRecipe, " theme/", theme_.digest.substr(0, kShortDigest), " settings/",
                        SettingsDigest(settings_).substr(0, kShortDigest), " icu/", U_ICU_VERSION,
                        " ctemplate/", COMMUNIQUE_CTEMPLATE_VERSION);
  }

  absl::StatusOr<std::string> StatementPage(const PublicStatement& statement,
                                            const SectionTrail& trail) const override {
    const PageLanguage language(statement.statement.language(), *words_);
    return Page(StatementFrame(statement, trail, settings_, addresses_, language), language, "statement.html",
                [&](TemplateDictionary& main) {
                  FillStatement(statement, trail, settings_, addresses_, language, main);
                });
  }

  absl::StatusOr<std::string> StatementJson(const PublicStatement& statement,
                                            const SectionTrail& trail) const override {
    return StatementDocument(statement, trail, addresses_);
  }

  absl::StatusOr<std::string> StatementText(const PublicStatement& statement,
                                            const SectionTrail&) const override {
    return StatementTextFile(statement, addresses_, PageLanguage(statement.statement.language(), *words_));
  }

  absl::StatusOr<std::string> RootPage(const RootView& view) const override {
    const PageLanguage language(settings_.default_language, *words_);
    return Page(RootFrame(view), language, "root.html",
                [&](TemplateDictionary& main) { FillRoot(view, addresses_, language, main); });
  }

  absl::StatusOr<std::string> FrontPage(const FrontView& view) const override {
    const PageLanguage language(view.language, *words_);
    return Page(FrontFrame(view, settings_), language, "front.html",
                [&](TemplateDictionary& main) { FillFront(view, settings_, addresses_, language, main); });
  }

  absl::StatusOr<std::string> YearPage(const YearView& view) const override {
    const PageLanguage language(view.language, *words_);
    return Page(YearFrame(view, settings_, language), language, "front.html",
                [&](TemplateDictionary& main) { FillYear(view, settings_, addresses_, language, main); });
  }

  absl::StatusOr<std::string> AtomFeed(const FeedView& view) const override {
    const PageLanguage language(view.language, *words_);
    return Document("feed.xml",
                    [&](TemplateDictionary& feed) { FillFeed(view, settings_, addresses_, language, feed); });
  }

  absl::StatusOr<std::string> Sitemap(const SitemapView& view) const override {
    return Document("sitemap.xml",
                    [&](TemplateDictionary& sitemap) { FillSitemap(view, addresses_, sitemap); });
  }

  absl::StatusOr<std::string> SitemapIndex(const std::vector<SitemapBucket>& buckets) const override {
    return Document("sitemap-index.xml",
                    [&](TemplateDictionary& index) { FillSitemapIndex(buckets, addresses_, index); });
  }

  absl::StatusOr<std::string> NotFoundPage() const override {
    const PageLanguage language(settings_.default_language, *words_);
    PageFrame frame;
    frame.title = language.word("not_found");
    frame.home_path = "/";
    return Page(frame, language, "not-found.html", [](TemplateDictionary&) {});
  }

  absl::StatusOr<std::string> RedirectPage(const std::string& target) const override {
    const PageLanguage language(settings_.default_language, *words_);
    return Document("redirect.html", [&](TemplateDictionary& page) {
      FillRedirect(target, settings_, addresses_, language, page);
    });
  }

  absl::StatusOr<std::string> GonePage(const std::string& reason) const override {
    const PageLanguage language(settings_.default_language, *words_);
    PageFrame frame;
    frame.title = language.word("gone");
    frame.home_path = "/";
    return Page(frame, language, "gone.html", [&](TemplateDictionary& main) { FillGone(reason, main); });
  }

  std::string Robots() const override {
    return absl::StrCat("User-agent: *\nAllow: /\n\nSitemap: ", addresses_.Absolute(SitemapIndexPath()),
                        "\n");
  }

  std::string Stylesheet() const override { return theme_.stylesheet; }

 private:
  // A page of the site: the frame around `main_template`, which `fill` fills.
  template <typename Fill>
  absl::StatusOr<std::string> Page(const PageFrame& frame, const PageLanguage& language,
                                   const char* main_template, const Fill& fill) const {
    TemplateDictionary page(main_template);
    FillPageFrame(frame, settings_, addresses_, language, page);
    TemplateDictionary* main = page.AddIncludeDictionary(kMain);
    main->SetFilename(main_template);
    fill(*main);
    return templates_->Expand("page.html", page);
  }

  template <typename Fill>
  absl::StatusOr<std::string> Document(const char* name, const Fill& fill) const {
    TemplateDictionary document(name);
    fill(document);
    return templates_->Expand(name, document);
  }

  const SiteSettings settings_;
  const Addresses addresses_;
  const ThemeFiles theme_;
  const std::unique_ptr<TemplateSet> templates_;
  const std::unique_ptr<WordBook> words_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<PageRenderer>> PageRenderer::Load(const SiteSettings& settings,
                                                                 const std::filesystem::path& theme) {
  ASSIGN_OR_RETURN(ThemeFiles files, ReadTheme(theme));
  ASSIGN_OR_RETURN(std::unique_ptr<TemplateSet> templates, TemplateSet::Load(files.templates));
  ASSIGN_OR_RETURN(std::unique_ptr<WordBook> words, WordBook::Parse(files.words));
  return std::make_unique<ThemedPageRenderer>(settings, std::move(files), std::move(templates),
                                              std::move(words));
}

}  // namespace communique::render
