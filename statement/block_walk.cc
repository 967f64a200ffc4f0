#include "statement/block_walk.h"

namespace communique {
namespace {

using content::v1::Block;

void Walk(const BlockList& blocks, const PlacedBlock& place, std::vector<PlacedBlock>& result) {
  for (const Block& block : blocks) {
    const int index = static_cast<int>(result.size());
    result.push_back({&block, place.parent, place.list, place.depth});
    int list = 0;
    for (const BlockList* children : ChildLists(block)) {
      Walk(*children, {nullptr, index, ++list, place.depth + 1}, result);
    }
  }
}

}  // namespace

std::vector<const BlockList*> ChildLists(const Block& block) {
  switch (block.kind_case()) {
    case Block::kClause:
      return {&block.clause().children()};
    case Block::kQuotation:
      return {&block.quotation().children()};
    case Block::kNotesToEditors:
      return {&block.notes_to_editors().children()};
    case Block::kBulletList: {
      std::vector<const BlockList*> lists;
      for (const auto& item : block.bullet_list().items()) lists.push_back(&item.children());
      return lists;
    }
    default:
      return {};
  }
}

std::vector<PlacedBlock> BlocksInReadingOrder(const content::v1::Content& content) {
  std::vector<PlacedBlock> result;
  Walk(content.blocks(), {}, result);
  return result;
}

std::vector<Block*> MutableBlocksInReadingOrder(content::v1::Content& content) {
  std::vector<Block*> result;
  // The caller may write to the content, hence to its blocks.
  for (const PlacedBlock& placed : BlocksInReadingOrder(content)) {
    result.push_back(const_cast<Block*>(placed.block));
  }
  return result;
}

}  // namespace communique
