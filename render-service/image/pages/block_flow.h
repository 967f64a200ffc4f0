#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_BLOCK_FLOW_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_BLOCK_FLOW_H_

#include <vector>

#include "absl/status/status.h"
#include "communique/content/v1/statement.pb.h"
#include "google/protobuf/repeated_field.h"
#include "render-service/image/pages/flow_builder.h"

namespace communique::render {

std::vector<TextSpan> SpansOf(const google::protobuf::RepeatedPtrField<content::v1::Inline>& inlines);

// Adds the blocks of a text, without footnotes and notes to editors, which stand at its end.
// `attachments` gives image blocks their words.
absl::Status AddBlocks(const google::protobuf::RepeatedPtrField<content::v1::Block>& blocks, double indent,
                       const google::protobuf::RepeatedPtrField<content::v1::Attachment>& attachments,
                       FlowBuilder& flow);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_BLOCK_FLOW_H_
