#ifndef COMMUNIQUE_TESTS_RENDER_SERVICE_PIPELINE_FAKE_MAKERS_H_
#define COMMUNIQUE_TESTS_RENDER_SERVICE_PIPELINE_FAKE_MAKERS_H_

#include <atomic>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "render-service/html/page_renderer.h"
#include "render-service/image/image_maker.h"
#include "render-service/image/page_setter.h"

namespace communique::render::testing {

// Pages that spell out everything they were given, so that any difference of a view shows in the bytes.
class FakePages : public PageRenderer {
 public:
  explicit FakePages(std::string version = "pages 1") : version_(std::move(version)) {}

  std::string version() const override { return version_; }
  absl::StatusOr<std::string> StatementPage(const PublicStatement& statement,
                                            const SectionTrail& trail) const override {
    return absl::StrCat("page ", Spell(statement, trail));
  }
  absl::StatusOr<std::string> StatementJson(const PublicStatement& statement,
                                            const SectionTrail& trail) const override {
    return absl::StrCat("json ", Spell(statement, trail));
  }
  absl::StatusOr<std::string> StatementText(const PublicStatement& statement,
                                            const SectionTrail& trail) const override {
    return absl::StrCat("text ", Spell(statement, trail));
  }
  absl::StatusOr<std::string> RootPage(const RootView& view) const override {
    return absl::StrCat("root ", Spell(view.languages), Spell(view.newest));
  }
  absl::StatusOr<std::string> FrontPage(const FrontView& view) const override {
    return absl::StrCat("front ", view.language, Spell(view.trail), Spell(view.subsections),
                        Spell(view.newest), Spell(view.years), Spell(view.languages));
  }
  absl::StatusOr<std::string> YearPage(const YearView& view) const override {
    return absl::StrCat("year ", view.language, Spell(view.trail), view.year, Spell(view.entries),
                        Spell(view.years));
  }
  absl::StatusOr<std::string> AtomFeed(const FeedView& view) const override {
    return absl::StrCat("feed ", view.language, Spell(view.trail), Spell(view.entries));
  }
  absl::StatusOr<std::string> Sitemap(const SitemapView& view) const override {
    return absl::StrCat("sitemap ", view.language, view.year, Spell(view.entries));
  }
  absl::StatusOr<std::string> SitemapIndex(const std::vector<SitemapBucket>& buckets) const override {
    std::string text = "sitemap index";
    for (const SitemapBucket& bucket : buckets) absl::StrAppend(&text, " ", bucket.language, bucket.year);
    return text;
  }
  absl::StatusOr<std::string> NotFoundPage() const override { return "not found"; }
  absl::StatusOr<std::string> RedirectPage(const std::string& target) const override {
    return "to " + target;
  }
  absl::StatusOr<std::string> GonePage(const std::string& reason) const override { return "gone " + reason; }
  std::string Robots() const override { return "robots"; }
  std::string Stylesheet() const override { return "style"; }

 private:
  static std::string Spell(const std::vector<std::string>& texts) {
    std::string all = " [";
    for (const std::string& text : texts) absl::StrAppend(&all, text, ",");
    return all + "]";
  }
  static std::string Spell(const SectionTrail& sections) {
    std::vector<std::string> titles;
    titles.reserve(sections.size());
    for (const content::v1::Section& section : sections) titles.push_back(SectionTitle(section, "en", "en"));
    return Spell(titles);
  }
  static std::string Spell(const std::vector<YearCount>& years) {
    std::vector<std::string> all;
    all.reserve(years.size());
    for (const YearCount& year : years) all.push_back(absl::StrCat(year.year, "=", year.count));
    return Spell(all);
  }
  static std::string Spell(const std::vector<IndexEntry>& entries) {
    std::vector<std::string> all;
    all.reserve(entries.size());
    for (const IndexEntry& entry : entries) all.push_back(absl::StrCat(entry.path, " ", entry.title));
    return Spell(all);
  }
  static std::string Spell(const PublicStatement& statement, const SectionTrail& trail) {
    std::string text = absl::StrCat(Spell(trail), statement.statement.DebugString());
    for (const auto& edition : statement.earlier_editions) absl::StrAppend(&text, edition.DebugString());
    for (const auto& signatory : statement.signatories) absl::StrAppend(&text, signatory.DebugString());
    return text;
  }

  const std::string version_;
};

class FakeImages : public ImageMaker {
 public:
  absl::StatusOr<MadeImages> Make(absl::string_view source,
                                  const std::vector<ImageTarget>& targets) override {
    if (before_make) before_make(source);
    if (source == "broken") return absl::InvalidArgumentError("this is no JPEG; upload it again");
    MadeImages made{.cleaned_copy = absl::StrCat("clean ", source)};
    for (const ImageTarget& target : targets) {
      made.images.push_back(absl::StrCat(target.media_type, " ", target.width, " of ", source));
    }
    return made;
  }
  std::string version() const override { return "images 1"; }

  // Called by the threads that make images; set before there are any.
  std::function<void(absl::string_view source)> before_make;
};

class FakeSetter : public PageSetter {
 public:
  absl::StatusOr<SetPages> Set(const PublicStatement& statement) override {
    ++calls;
    if (before_set) before_set(statement);
    const std::string& title = statement.statement.live().content().title();
    if (title == "No glyph")
      return absl::FailedPreconditionError("no font has U+1F9FF; install one that has");
    return SetPages{.pdf = "pdf " + title, .pngs = {"png 1 " + title, "png 2 " + title}};
  }
  std::string version() const override { return "setter 1"; }

  std::atomic<int> calls = 0;
  // Called by the threads that make images; set before there are any.
  std::function<void(const PublicStatement&)> before_set;
};

}  // namespace communique::render::testing

#endif  // COMMUNIQUE_TESTS_RENDER_SERVICE_PIPELINE_FAKE_MAKERS_H_
