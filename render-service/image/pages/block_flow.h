#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_BLOCK_FLOW_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_BLOCK_FLOW_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "communique/content/v1/statement.pb.h"
#include "google/protobuf/repeated_field.h"
#include "render-service/image/pages/flow_builder.h"

namespace communique::render {

std::vector<TextSpan> SpansOf(const google::protobuf::RepeatedPtrField<content::v1::Inline>& inlines);

// What the blocks of one content need besides themselves. Borrowed.
struct BlockContext {
  // Gives image blocks their words.
  const google::protobuf::RepeatedPtrField<content::v1::Attachment>& attachments;
  // "[erased]", in the place of a text that was.
  const std::string& erased_mark;
};

// The own text of a block, or the mark.
std::vector<TextSpan> SpansOf(const content::v1::Block& block,
                              const google::protobuf::RepeatedPtrField<content::v1::Inline>& inlines,
                              const BlockContext& context);

// Adds the blocks of a text, without footnotes and notes to editors, which stand at its end.
absl::Status AddBlocks(const google::protobuf::RepeatedPtrField<content::v1::Block>& blocks, double indent,
                       const BlockContext& context, FlowBuilder& flow);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_BLOCK_FLOW_H_
