#include "statement/erasure.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "google/protobuf/util/message_differencer.h"
#include "statement/block_walk.h"

namespace communique {
namespace {

using content::v1::Block;
using content::v1::Content;
using content::v1::DigestPart;

// Without the blocks in it: they are erased one by one, in their places.
void EraseOwnText(Block& block) {
  switch (block.kind_case()) {
    case Block::kParagraph:
      block.mutable_paragraph()->clear_inlines();
      break;
    case Block::kHeading:
      block.mutable_heading()->clear_inlines();
      break;
    case Block::kClause:
      block.mutable_clause()->clear_inlines();
      break;
    case Block::kBulletList:
      for (auto& item : *block.mutable_bullet_list()->mutable_items()) item.clear_inlines();
      break;
    case Block::kQuotation:
      block.mutable_quotation()->clear_attribution();
      break;
    case Block::kTable:
      block.mutable_table()->Clear();
      break;
    case Block::kFootnote:
      block.mutable_footnote()->clear_inlines();
      break;
    case Block::kImage:
      block.mutable_image()->Clear();
      break;
    case Block::kContact:
      block.mutable_contact()->Clear();
      break;
    case Block::kNotesToEditors:
      block.mutable_notes_to_editors()->clear_heading();
      break;
    case Block::KIND_NOT_SET:
      break;
  }
  block.set_erased(true);
}

// Whether the place in reading order lies in the block at `root`, or is it.
bool IsWithin(int place, int root, const std::vector<PlacedBlock>& blocks) {
  while (place > root) place = blocks[static_cast<size_t>(place)].parent;
  return place == root;
}

}  // namespace

std::set<std::string> EraseBlock(absl::string_view anchor, Content& content) {
  std::set<std::string> erased;
  const std::vector<PlacedBlock> blocks = BlocksInReadingOrder(content);
  const auto found = std::find_if(blocks.begin(), blocks.end(), [&](const PlacedBlock& placed) {
    return absl::string_view(placed.block->anchor()) == anchor;
  });
  if (found == blocks.end()) return erased;
  const int root = static_cast<int>(found - blocks.begin());
  const std::vector<Block*> writable = MutableBlocksInReadingOrder(content);
  for (int place = root; place < static_cast<int>(blocks.size()); ++place) {
    Block& block = *writable[static_cast<size_t>(place)];
    if (block.erased() || !IsWithin(place, root, blocks)) continue;
    EraseOwnText(block);
    erased.insert(block.anchor());
  }
  return erased;
}

void EraseParts(const std::set<std::string>& anchors, google::protobuf::RepeatedPtrField<DigestPart>& parts) {
  std::set<std::string> keys;
  for (const std::string& anchor : anchors) keys.insert(absl::StrCat("block/", anchor));
  for (DigestPart& part : parts) {
    if (keys.contains(part.key())) part.clear_salt();
  }
}

void EraseAllParts(google::protobuf::RepeatedPtrField<DigestPart>& parts) {
  for (DigestPart& part : parts) {
    part.clear_salt();
    // It may hold the id that an author gave to an attachment.
    part.clear_key();
  }
}

void EraseEdition(content::v1::Edition& edition) {
  edition.clear_content();
  EraseAllParts(*edition.mutable_parts());
  edition.set_erased(true);
}

void EraseSignatory(content::v1::Signatory& signatory) {
  signatory.clear_party();
  signatory.clear_group_heading();
  signatory.clear_change_reason();
  signatory.clear_salt();
  signatory.set_erased(true);
}

bool IsErasedWhole(const Block& block) {
  if (!block.erased()) return false;
  switch (block.kind_case()) {
    case Block::kTable:
    case Block::kImage:
    case Block::kContact:
      return true;
    case Block::kBulletList:
      return block.bullet_list().items().empty();
    case Block::kQuotation:
      return block.quotation().children().empty();
    case Block::kNotesToEditors:
      return block.notes_to_editors().children().empty();
    default:
      return false;
  }
}

void KeepErasedBlocks(const Content& previous, Content& content) {
  std::set<std::string> erased;
  for (const PlacedBlock& placed : BlocksInReadingOrder(previous)) {
    if (placed.block->erased()) erased.insert(placed.block->anchor());
  }
  for (Block* block : MutableBlocksInReadingOrder(content)) {
    if (!block->erased()) continue;
    Block as_erased = *block;
    EraseOwnText(as_erased);
    const bool is_left = erased.contains(block->anchor()) &&
                         google::protobuf::util::MessageDifferencer::Equals(as_erased, *block);
    block->set_erased(is_left);
  }
}

}  // namespace communique
