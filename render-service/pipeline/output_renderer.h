#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_OUTPUT_RENDERER_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_OUTPUT_RENDERER_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "communique/render/v1/output.pb.h"
#include "render-service/domain/output_key.h"
#include "render-service/domain/site.h"
#include "render-service/domain/site_outline.h"
#include "render-service/html/page_renderer.h"
#include "render-service/image/image_maker.h"
#include "render-service/image/page_setter.h"
#include "render-service/pipeline/content_client.h"
#include "render-service/storage/local_state.h"

namespace communique::render {

struct RenderedFile {
  std::string path;
  std::string bytes;
  v1::OutputKind kind = v1::OUTPUT_KIND_PAGE;
  std::string media_type;
};

// What became of one output key.
struct Rendered {
  OutputKey key;
  // Not OK: it could not be made, and there are no files.
  absl::Status status;
  // It failed only because a file could not be fetched (see MayFetchLater) or this process stops: the same
  // again may succeed.
  bool try_again = false;
  std::vector<RenderedFile> files;
  // 0 where it shows no single edition.
  int32_t edition = 0;
  // The file that a failure is told of; empty where nothing can be said of it.
  std::string main_path;
};

// One output key to bytes, from the state as committed. Thread-safe; everything outlives it.
class OutputRenderer {
 public:
  // Without a maker or setter the outputs that need one fail, each with a word about it.
  OutputRenderer(const SiteSettings& settings, const LocalState& state, const PageRenderer& pages,
                 ContentClient& content, ImageMaker* images, PageSetter* setter);

  // `outline` is that of the state.
  Rendered Render(const OutputKey& key, const SiteOutline& outline) const;

  // Several, side by side; in the order of `work`.
  std::vector<Rendered> RenderAll(const std::vector<Pending>& work, const SiteOutline& outline) const;

  // What the bytes of a type depend on.
  std::string VersionOf(OutputType type) const;
  // The same by the name of each kind ("page", "pdf", "png", "file", "derivative").
  std::map<std::string, std::string> Versions() const;

 private:
  absl::Status RenderStatement(const PublicStatement& statement, const SectionTrail& trail,
                               Rendered& to) const;
  absl::Status RenderSetPages(const PublicStatement& statement, Rendered& to) const;
  absl::Status RenderAttachment(const PublicStatement& statement, Rendered& to) const;
  absl::Status RenderNotice(Rendered& to) const;
  absl::Status RenderIndex(const SiteOutline& outline, Rendered& to) const;

  const SiteSettings& settings_;
  const LocalState& state_;
  const PageRenderer& pages_;
  ContentClient& content_;
  ImageMaker* const images_;
  PageSetter* const setter_;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_OUTPUT_RENDERER_H_
