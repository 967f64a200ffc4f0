#include "render-service/pipeline/attachment_files.h"

#include <utility>

#include "render-service/domain/site_layout.h"
#include "serving/status_macros.h"

namespace communique::render {

absl::StatusOr<std::vector<RenderedFile>> FilesOfAttachment(absl::string_view statement_id,
                                                            const content::v1::Attachment& attachment,
                                                            std::string source, ImageMaker* images) {
  RenderedFile file{.path = AttachmentPath(statement_id, attachment),
                    .kind = v1::OUTPUT_KIND_FILE,
                    .media_type = attachment.media_type()};
  const std::vector<DerivativeSpec> specs = DerivativesOf(statement_id, attachment);
  if (specs.empty() && !IsCleanedCopy(attachment)) {
    file.bytes = std::move(source);
    return std::vector<RenderedFile>{std::move(file)};
  }
  if (images == nullptr) {
    return absl::FailedPreconditionError("images are not made here; start the renderer with an image worker");
  }
  std::vector<ImageTarget> targets;
  targets.reserve(specs.size());
  for (const DerivativeSpec& spec : specs) targets.push_back({spec.width, spec.height, spec.media_type});
  ASSIGN_OR_RETURN(MadeImages made, images->Make(source, targets));
  if (made.images.size() != specs.size()) {
    return absl::InternalError("the image worker made another number of images than was asked for");
  }
  file.bytes = IsCleanedCopy(attachment) ? std::move(made.cleaned_copy) : std::move(source);
  std::vector<RenderedFile> files;
  files.push_back(std::move(file));
  for (size_t i = 0; i < specs.size(); ++i) {
    files.push_back(
        {specs[i].path, std::move(made.images[i]), v1::OUTPUT_KIND_DERIVATIVE, specs[i].media_type});
  }
  return files;
}

}  // namespace communique::render
