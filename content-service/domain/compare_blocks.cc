#include <string>
#include <utility>
#include <vector>

#include "content-service/domain/compare_block_facts.h"
#include "content-service/domain/compare_stages.h"
#include "google/protobuf/descriptor.h"
#include "statement/block_walk.h"

namespace communique::content {
namespace {

std::string KindName(const v1::Block& block) {
  static const auto* const kinds = v1::Block::descriptor()->FindOneofByName("kind");
  const auto* const field = block.GetReflection()->GetOneofFieldDescriptor(block, kinds);
  return field == nullptr ? "" : field->name();
}

void TellBlock(const BlockFacts& facts, v1::BlockDifference& difference) {
  difference.set_anchor(facts.block.anchor());
  difference.set_block_kind(KindName(facts.block));
  *difference.mutable_block() = facts.block;
}

// UNSPECIFIED where nothing differs.
v1::DifferenceKind KindOf(const BlockFacts& before, const BlockFacts& after, bool moved) {
  if (before.block.erased() || after.block.erased()) return v1::DIFFERENCE_KIND_ERASED;
  if (before.bytes != after.bytes) return v1::DIFFERENCE_KIND_CHANGED;
  if (before.label != after.label) return v1::DIFFERENCE_KIND_RELABELLED;
  if (before.block.anchor() != after.block.anchor()) return v1::DIFFERENCE_KIND_CHANGED;
  return moved ? v1::DIFFERENCE_KIND_MOVED : v1::DIFFERENCE_KIND_UNSPECIFIED;
}

void CompareBlock(const BlockFacts& before, const BlockFacts& after, bool moved, WordComparison& words,
                  v1::Comparison& comparison) {
  const v1::DifferenceKind kind = KindOf(before, after, moved);
  if (kind == v1::DIFFERENCE_KIND_UNSPECIFIED) return;
  v1::BlockDifference& difference = *comparison.add_blocks();
  difference.set_kind(kind);
  TellBlock(after, difference);
  difference.set_label_before(before.label);
  difference.set_label_after(after.label);
  difference.set_moved(moved);
  if (before.block.anchor() != after.block.anchor()) difference.set_anchor_before(before.block.anchor());
  *difference.mutable_words() = words.Compare(before.text, after.text);
}

}  // namespace

void CompareBlocks(const ContentPair& contents, WordComparison& words, v1::Comparison& comparison) {
  const Counterparts same = SameBlocks(contents, words);
  const std::vector<PlacedBlock> from = BlocksInReadingOrder(contents.from);
  const std::vector<PlacedBlock> to = BlocksInReadingOrder(contents.to);
  const auto facts_of = [](const std::vector<PlacedBlock>& blocks, int place) {
    return BlockFacts(*blocks[static_cast<size_t>(place)].block);
  };
  for (const PlacePair& places : InNewerOrder(same)) {
    if (places.from >= 0 && places.to >= 0) {
      CompareBlock(facts_of(from, places.from), facts_of(to, places.to),
                   same.moved[static_cast<size_t>(places.to)], words, comparison);
      continue;
    }
    const bool added = places.from < 0;
    BlockFacts facts = added ? facts_of(to, places.to) : facts_of(from, places.from);
    v1::BlockDifference& difference = *comparison.add_blocks();
    difference.set_kind(added ? v1::DIFFERENCE_KIND_ADDED : v1::DIFFERENCE_KIND_REMOVED);
    TellBlock(facts, difference);
    (added ? difference.mutable_label_after() : difference.mutable_label_before())->swap(facts.label);
    *difference.mutable_words() = WholeText(difference.kind(), facts.text);
  }
}

}  // namespace communique::content
