#include "statement/anchors.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "statement/block_walk.h"

namespace communique {
namespace {

using content::v1::Block;

// The segment by which a block adds to the label path, empty for an unlabelled one.
std::string SegmentOf(const Block& block) {
  switch (block.kind_case()) {
    case Block::kClause:
      return LabelSegment(block.clause().label());
    case Block::kHeading:
      return LabelSegment(block.heading().label());
    default:
      return "";
  }
}

// "5.1" below "5" repeats what it is below; "a" below "5" does not.
std::string Below(absl::string_view above, absl::string_view segment) {
  if (above.empty() || absl::StartsWith(segment, absl::StrCat(above, "."))) return std::string(segment);
  return absl::StrCat(above, ".", segment);
}

// Footnotes are set apart from the tree, and references name them by label alone.
std::string FootnotePath(const content::v1::Footnote& footnote) {
  const std::string segment = LabelSegment(footnote.label());
  return segment.empty() ? "" : absl::StrCat("fn-", segment);
}

}  // namespace

std::vector<AnchoredBlock> ListAnchors(const content::v1::Content& content) {
  const std::vector<PlacedBlock> blocks = BlocksInReadingOrder(content);
  // The label path that holds for what is below each block.
  std::vector<std::string> paths;
  std::vector<AnchoredBlock> result;
  for (const PlacedBlock& placed : blocks) {
    const Block& block = *placed.block;
    std::string path = placed.parent < 0 ? "" : paths[static_cast<size_t>(placed.parent)];
    const std::string segment = SegmentOf(block);
    if (!segment.empty()) path = Below(path, segment);
    const std::string own = block.has_footnote() ? FootnotePath(block.footnote())
                            : segment.empty()    ? ""
                                                 : path;
    result.push_back({block.anchor(), own});
    paths.push_back(std::move(path));
  }
  return result;
}

}  // namespace communique
