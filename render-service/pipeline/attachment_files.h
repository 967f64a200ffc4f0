#ifndef COMMUNIQUE_RENDER_SERVICE_PIPELINE_ATTACHMENT_FILES_H_
#define COMMUNIQUE_RENDER_SERVICE_PIPELINE_ATTACHMENT_FILES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/attachment.pb.h"
#include "render-service/image/image_maker.h"
#include "render-service/pipeline/output_renderer.h"

namespace communique::render {

// The files that the site has of an attachment: the file itself, or for an image its copy without
// metadata unless the author set publish_original; then the derivatives of an image. `source` is its
// bytes as stored. FAILED_PRECONDITION for an image where `images` is null; errors of ImageMaker.
absl::StatusOr<std::vector<RenderedFile>> FilesOfAttachment(absl::string_view statement_id,
                                                            const content::v1::Attachment& attachment,
                                                            std::string source, ImageMaker* images);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_PIPELINE_ATTACHMENT_FILES_H_
