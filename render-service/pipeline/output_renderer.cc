#include "render-service/pipeline/output_renderer.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "render-service/domain/site_layout.h"
#include "render-service/pipeline/attachment_files.h"
#include "render-service/pipeline/view_builder.h"
#include "serving/status_macros.h"
#include "statement/names.h"

namespace communique::render {
namespace {

// Moves when plan or views give other pages, or give pages other things to show, for the same state.
constexpr int kViewRecipe = 3;

constexpr size_t kThreads = 2;

constexpr char kHtml[] = "text/html; charset=utf-8";
constexpr char kXml[] = "application/xml";

// Names the file first, so that a failure can be told of it.
absl::Status AddPage(std::string path, const char* media_type, absl::StatusOr<std::string> bytes,
                     Rendered& to) {
  to.main_path = path;
  RETURN_IF_ERROR(bytes.status());
  to.files.push_back({.path = std::move(path), .bytes = *std::move(bytes), .media_type = media_type});
  return absl::OkStatus();
}

bool IsOfStatement(OutputType type) {
  return type == OutputType::kStatementJson || type == OutputType::kStatementText ||
         type == OutputType::kStatementPage || type == OutputType::kAttachment ||
         type == OutputType::kSetPages;
}

}  // namespace

OutputRenderer::OutputRenderer(const SiteSettings& settings, const LocalState& state,
                               const PageRenderer& pages, ContentClient& content, ImageMaker* images,
                               PageSetter* setter)
    : settings_(settings),
      state_(state),
      pages_(pages),
      content_(content),
      images_(images),
      setter_(setter) {}

Rendered OutputRenderer::Render(const OutputKey& key, const SiteOutline& outline) const {
  Rendered rendered{.key = key};
  if (key.type == OutputType::kNotice) {
    rendered.status = RenderNotice(rendered);
  } else if (!IsOfStatement(key.type)) {
    rendered.status = RenderIndex(outline, rendered);
  } else if (const auto statement = state_.ReadStatement(key.statement); !statement.ok()) {
    rendered.status = statement.status();
  } else if (statement->has_value()) {
    rendered.edition = (*statement)->statement.live().number();
    rendered.status = RenderStatement(
        **statement, outline.TrailOf((*statement)->statement.live().content().section()), rendered);
  }
  if (!rendered.status.ok()) rendered.files.clear();
  // The process is stopping; its next life does it.
  rendered.try_again |= absl::IsCancelled(rendered.status);
  return rendered;
}

std::vector<Rendered> OutputRenderer::RenderAll(const std::vector<Pending>& work,
                                                const SiteOutline& outline) const {
  std::vector<Rendered> rendered(work.size());
  std::atomic<size_t> next = 0;
  const auto render = [&] {
    for (size_t i = next++; i < work.size(); i = next++) rendered[i] = Render(work[i].key, outline);
  };
  std::vector<std::thread> others;
  while (others.size() + 1 < std::min(kThreads, work.size())) others.emplace_back(render);
  render();
  for (std::thread& other : others) other.join();
  return rendered;
}

absl::Status OutputRenderer::RenderStatement(const PublicStatement& statement, const SectionTrail& trail,
                                             Rendered& to) const {
  const std::string& path = statement.statement.path();
  switch (to.key.type) {
    case OutputType::kStatementJson:
      return AddPage(StatementJsonPath(path), "application/json", pages_.StatementJson(statement, trail), to);
    case OutputType::kStatementText:
      return AddPage(StatementTextPath(path), "text/plain; charset=utf-8",
                     pages_.StatementText(statement, trail), to);
    case OutputType::kStatementPage:
      return AddPage(StatementPagePath(path), kHtml, pages_.StatementPage(statement, trail), to);
    case OutputType::kAttachment:
      return RenderAttachment(statement, to);
    default:
      return RenderSetPages(statement, to);
  }
}

absl::Status OutputRenderer::RenderSetPages(const PublicStatement& statement, Rendered& to) const {
  const std::string& path = statement.statement.path();
  to.main_path = StatementPdfPath(path);
  if (setter_ == nullptr) {
    return absl::FailedPreconditionError(
        "statements are not set as pages here; start the renderer with workers");
  }
  ASSIGN_OR_RETURN(SetPages pages, setter_->Set(statement));
  to.files.push_back({StatementPdfPath(path), std::move(pages.pdf), v1::OUTPUT_KIND_PDF, "application/pdf"});
  int number = 0;
  for (std::string& png : pages.pngs) {
    to.files.push_back({StatementPngPath(path, ++number), std::move(png), v1::OUTPUT_KIND_PNG, "image/png"});
  }
  return absl::OkStatus();
}

absl::Status OutputRenderer::RenderAttachment(const PublicStatement& statement, Rendered& to) const {
  const content::v1::Attachment* attachment = nullptr;
  for (const auto& candidate : statement.statement.live().content().attachments()) {
    if (candidate.entry_id() == to.key.entry) attachment = &candidate;
  }
  if (attachment == nullptr) return absl::OkStatus();
  const std::string id(IdOf(statement.statement.name()));
  to.main_path = AttachmentPath(id, *attachment);
  absl::StatusOr<std::string> source = content_.Download(attachment->blob());
  to.try_again = MayFetchLater(source.status().code());
  RETURN_IF_ERROR(source.status());
  ASSIGN_OR_RETURN(to.files, FilesOfAttachment(id, *attachment, *std::move(source), images_));
  return absl::OkStatus();
}

absl::Status OutputRenderer::RenderNotice(Rendered& to) const {
  ASSIGN_OR_RETURN(const auto path, state_.ReadPath(to.key.path));
  if (!path.has_value()) return absl::OkStatus();
  return AddPage(IndexFileOf(to.key.path), kHtml,
                 path->has_redirect() ? pages_.RedirectPage(path->redirect()) : pages_.GonePage(path->gone()),
                 to);
}

absl::Status OutputRenderer::RenderIndex(const SiteOutline& outline, Rendered& to) const {
  const OutputKey& key = to.key;
  const ViewBuilder views(state_, outline, settings_);
  // A view that cannot be read fails its output as a page that cannot be made does.
  const auto render = [](auto view, const auto& make) -> absl::StatusOr<std::string> {
    RETURN_IF_ERROR(view.status());
    return make(*view);
  };
  switch (key.type) {
    case OutputType::kStylesheet:
      return AddPage(StylesheetPath(), "text/css; charset=utf-8", pages_.Stylesheet(), to);
    case OutputType::kRootPage:
      return AddPage(RootPagePath(), kHtml,
                     render(views.Root(), [&](const RootView& view) { return pages_.RootPage(view); }), to);
    case OutputType::kFront:
      return AddPage(IndexFileOf(key.section.empty() ? HomePath(key.language)
                                                     : SectionPath(key.language, IdOf(key.section))),
                     kHtml,
                     render(views.Front(key.language, key.section),
                            [&](const FrontView& view) { return pages_.FrontPage(view); }),
                     to);
    case OutputType::kYear:
      return AddPage(IndexFileOf(SectionYearPath(key.language, IdOf(key.section), key.year)), kHtml,
                     render(views.Year(key.language, key.section, key.year),
                            [&](const YearView& view) { return pages_.YearPage(view); }),
                     to);
    case OutputType::kFeed:
      return AddPage(
          key.section.empty() ? FeedPath(key.language) : SectionFeedPath(key.language, IdOf(key.section)),
          "application/atom+xml",
          render(views.Feed(key.language, key.section),
                 [&](const FeedView& view) { return pages_.AtomFeed(view); }),
          to);
    case OutputType::kSitemap:
      return AddPage(SitemapPath(key.language, key.year), kXml,
                     render(views.Sitemap(key.language, key.year),
                            [&](const SitemapView& view) { return pages_.Sitemap(view); }),
                     to);
    case OutputType::kSitemapIndex:
      return AddPage(SitemapIndexPath(), kXml, pages_.SitemapIndex(views.SitemapIndex()), to);
    case OutputType::kNotFoundPage:
      return AddPage(NotFoundPath(), kHtml, pages_.NotFoundPage(), to);
    case OutputType::kRobots:
      return AddPage(RobotsPath(), "text/plain; charset=utf-8", pages_.Robots(), to);
    default:
      return absl::InternalError("an output of no known type was planned");
  }
}

std::string OutputRenderer::VersionOf(OutputType type) const {
  switch (type) {
    case OutputType::kAttachment:
      return images_ == nullptr ? "none" : absl::StrCat(kDerivativeRecipe, " ", images_->version());
    case OutputType::kSetPages:
      // Its words and addresses are those of theme and settings.
      return setter_ == nullptr ? "none" : absl::StrCat(setter_->version(), " ", pages_.version());
    default:
      return absl::StrCat("views/", kViewRecipe, " ", pages_.version());
  }
}

std::map<std::string, std::string> OutputRenderer::Versions() const {
  return {{"page", VersionOf(OutputType::kStatementPage)},
          {"pdf", VersionOf(OutputType::kSetPages)},
          {"png", VersionOf(OutputType::kSetPages)},
          {"file", VersionOf(OutputType::kAttachment)},
          {"derivative", VersionOf(OutputType::kAttachment)}};
}

}  // namespace communique::render
