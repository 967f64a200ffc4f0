// What holds of every comparison, over random texts and what random authors make of them.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/compare.h"
#include "statement/block_walk.h"
#include "statement/inline_text.h"
#include "tests/content-service/domain/comparison_reading.h"

namespace communique::content {
namespace {

class RandomAuthor {
 public:
  explicit RandomAuthor(uint32_t seed) : random_(seed) {}

  v1::Content Write() {
    v1::Content content;
    content.set_title(Text());
    for (int left = Pick(8); left > 0; --left) *content.add_blocks() = NewBlock(1);
    for (int left = Pick(4); left > 0; --left) AddAttachment(content);
    return content;
  }

  void Edit(v1::Content& content) {
    const std::vector<v1::Block*> blocks = MutableBlocksInReadingOrder(content);
    BlockList& list = AnyList(content);
    switch (Pick(9)) {
      case 0:
        content.set_title(Text());
        content.set_place(Text());
        break;
      case 1:
        *list.Add() = NewBlock(3);
        for (int i = list.size() - 1; i > 0 && Pick(2) == 0; --i) list.SwapElements(i, i - 1);
        break;
      case 2:
        if (!list.empty()) list.erase(list.begin() + Pick(list.size()));
        break;
      case 3:
        if (!list.empty()) list.SwapElements(Pick(list.size()), Pick(list.size()));
        break;
      case 4: {
        // To another place in the tree.
        if (list.empty()) break;
        const int place = Pick(list.size());
        v1::Block block = list[place];
        list.erase(list.begin() + place);
        *AnyList(content).Add() = block;
        break;
      }
      case 5:
        if (!blocks.empty()) Rewrite(*blocks[static_cast<size_t>(Pick(static_cast<int>(blocks.size())))]);
        break;
      case 6:
        if (!blocks.empty()) {
          blocks[static_cast<size_t>(Pick(static_cast<int>(blocks.size())))]->set_anchor(NewAnchor());
        }
        break;
      case 7:
        if (!content.attachments().empty()) {
          auto& attachments = *content.mutable_attachments();
          attachments.SwapElements(0, Pick(attachments.size()));
          if (Pick(2) == 0) attachments.RemoveLast();
        }
        break;
      default:
        AddAttachment(content);
    }
  }

  int Pick(int count) { return static_cast<int>(random_() % static_cast<uint32_t>(count)); }

 private:
  std::string Text() {
    static constexpr const char* kPieces[] = {"river ", "lake ",   "강을 ",    "호수", "川を", "نهر ", "בקשה",
                                              ". ",     "e\u0301", "o\u0308 ", "ไทย",  "\n",   "5.1 ", "😀"};
    std::string text;
    for (int left = Pick(10); left > 0; --left) {
      text += kPieces[static_cast<size_t>(Pick(static_cast<int>(std::size(kPieces))))];
    }
    return text;
  }
  std::string NewAnchor() { return absl::StrCat("b-", ++anchors_); }
  std::string Label() { return absl::StrCat(1 + Pick(6), "."); }
  void Say(google::protobuf::RepeatedPtrField<v1::Inline>& inlines) {
    v1::Inline& run = *inlines.Add();
    run.set_text(Text());
    run.set_strong(Pick(5) == 0);
  }

  v1::Block NewBlock(int depth) {
    v1::Block block;
    block.set_anchor(NewAnchor());
    const int kind = Pick(depth > 3 ? 3 : 7);
    BlockList* children = nullptr;
    if (kind == 0) Say(*block.mutable_paragraph()->mutable_inlines());
    if (kind == 1) {
      block.mutable_heading()->set_label(Label());
      Say(*block.mutable_heading()->mutable_inlines());
    }
    if (kind == 2) Say(*block.mutable_table()->add_rows()->add_cells()->mutable_inlines());
    if (kind == 3 || kind == 4) {
      block.mutable_clause()->set_label(Label());
      Say(*block.mutable_clause()->mutable_inlines());
      children = block.mutable_clause()->mutable_children();
    }
    if (kind == 5) children = block.mutable_quotation()->mutable_children();
    for (int left = kind == 6 ? 1 + Pick(3) : 0; left > 0; --left) {
      v1::ListItem& item = *block.mutable_bullet_list()->add_items();
      Say(*item.mutable_inlines());
      if (Pick(2) == 0) *item.add_children() = NewBlock(depth + 1);
    }
    for (int left = children == nullptr ? 0 : Pick(4); left > 0; --left)
      *children->Add() = NewBlock(depth + 1);
    return block;
  }

  void Rewrite(v1::Block& block) {
    if (block.has_clause()) {
      block.mutable_clause()->set_label(Label());
      if (Pick(2) == 0) Say(*block.mutable_clause()->mutable_inlines());
    } else if (block.has_paragraph()) {
      Say(*block.mutable_paragraph()->mutable_inlines());
    } else if (block.has_quotation()) {
      Say(*block.mutable_quotation()->mutable_attribution());
    } else if (block.has_bullet_list()) {
      *block.mutable_bullet_list()->add_items()->add_children() = NewBlock(4);
    } else {
      block.mutable_contact()->add_lines();
    }
  }

  BlockList& AnyList(v1::Content& content) {
    std::vector<BlockList*> lists = {content.mutable_blocks()};
    for (const v1::Block* block : MutableBlocksInReadingOrder(content)) {
      for (const BlockList* children : ChildLists(*block)) lists.push_back(const_cast<BlockList*>(children));
    }
    return *lists[static_cast<size_t>(Pick(static_cast<int>(lists.size())))];
  }

  void AddAttachment(v1::Content& content) {
    v1::Attachment& attachment = *content.add_attachments();
    attachment.set_entry_id(absl::StrCat("a-", ++anchors_));
    attachment.set_caption(Text());
  }

  std::mt19937 random_;
  int anchors_ = 0;
};

// Two versions of a text, the second what some edits made of the first.
struct Versions {
  v1::Content from;
  v1::Content to;
};
Versions RandomVersions(uint32_t seed) {
  RandomAuthor author(seed);
  Versions versions{author.Write(), {}};
  versions.to = versions.from;
  for (int left = author.Pick(8); left > 0; --left) author.Edit(versions.to);
  return versions;
}

constexpr uint32_t kRounds = 600;

v1::Block Alone(v1::Block block) {
  for (const BlockList* children : ChildLists(block)) const_cast<BlockList*>(children)->Clear();
  return block;
}

// Without the label.
std::string OwnText(v1::Block block) {
  if (block.has_clause()) block.mutable_clause()->clear_label();
  if (block.has_heading()) block.mutable_heading()->clear_label();
  return PlainText(block);
}

// Every block by its anchor, alone.
std::map<std::string, std::string> BlocksOf(const v1::Content& content) {
  std::map<std::string, std::string> blocks;
  for (const PlacedBlock& placed : BlocksInReadingOrder(content)) {
    blocks[placed.block->anchor()] = Alone(*placed.block).SerializeAsString();
  }
  return blocks;
}

TEST(CompareProperties, TheDifferencesMakeTheNewBlocksOfTheOldOnes) {
  for (uint32_t seed = 0; seed < kRounds; ++seed) {
    const auto [from, to] = RandomVersions(seed);
    std::map<std::string, std::string> blocks = BlocksOf(from);
    const v1::Comparison comparison = CompareContents(from, to);
    for (const v1::BlockDifference& difference : comparison.blocks()) {
      const std::string anchor =
          difference.anchor_before().empty() ? difference.anchor() : difference.anchor_before();
      if (difference.kind() == v1::DIFFERENCE_KIND_ADDED) continue;
      const auto found = blocks.find(anchor);
      ASSERT_NE(found, blocks.end()) << seed << ": " << difference.DebugString();
      v1::Block before;
      ASSERT_TRUE(before.ParseFromString(found->second));
      ASSERT_EQ(OlderText(difference.words()), OwnText(before)) << seed << difference.DebugString();
      blocks.erase(found);
    }
    for (const v1::BlockDifference& difference : comparison.blocks()) {
      if (difference.kind() == v1::DIFFERENCE_KIND_REMOVED) continue;
      ASSERT_EQ(NewerText(difference.words()), OwnText(difference.block())) << seed;
      blocks[difference.anchor()] = difference.block().SerializeAsString();
    }
    ASSERT_EQ(blocks, BlocksOf(to)) << seed << comparison.DebugString();
  }
}

TEST(CompareProperties, TheDifferencesMakeTheNewAttachmentsOfTheOldOnes) {
  for (uint32_t seed = 0; seed < kRounds; ++seed) {
    const auto [from, to] = RandomVersions(seed);
    std::map<std::string, std::string> entries;
    std::map<std::string, std::string> expected;
    for (const v1::Attachment& each : from.attachments()) entries[each.entry_id()] = each.SerializeAsString();
    for (const v1::Attachment& each : to.attachments()) expected[each.entry_id()] = each.SerializeAsString();
    const v1::Comparison comparison = CompareContents(from, to);
    for (const v1::AttachmentDifference& each : comparison.attachments()) {
      if (each.has_before()) {
        ASSERT_EQ(entries.erase(each.before().entry_id()), 1u);
      }
      if (each.has_after()) entries[each.after().entry_id()] = each.after().SerializeAsString();
    }
    ASSERT_EQ(entries, expected) << seed;
  }
}

TEST(CompareProperties, WhatIsNotToldAsMovedStandsWhereItStood) {
  for (uint32_t seed = 0; seed < kRounds; ++seed) {
    const Versions versions = RandomVersions(seed);
    const v1::Content& from = versions.from;
    const v1::Content& to = versions.to;
    std::map<std::string, std::string> anchor_before;
    std::set<std::string> elsewhere;
    const v1::Comparison comparison = CompareContents(from, to);
    for (const v1::BlockDifference& difference : comparison.blocks()) {
      if (!difference.anchor_before().empty())
        anchor_before[difference.anchor()] = difference.anchor_before();
      if (difference.moved() || difference.kind() == v1::DIFFERENCE_KIND_ADDED ||
          difference.kind() == v1::DIFFERENCE_KIND_REMOVED) {
        elsewhere.insert(difference.anchor());
        elsewhere.insert(difference.anchor_before());
      }
    }
    // By what is around it, all under the anchors of before.
    const auto order_in = [&](const v1::Content& content) {
      std::map<std::string, std::vector<std::string>> order;
      const std::vector<PlacedBlock> blocks = BlocksInReadingOrder(content);
      const auto name = [&](const v1::Block& block) {
        const auto found = anchor_before.find(block.anchor());
        return &content == &to && found != anchor_before.end() ? found->second : block.anchor();
      };
      for (const PlacedBlock& placed : blocks) {
        if (elsewhere.contains(placed.block->anchor())) continue;
        const std::string parent =
            placed.parent < 0 ? "" : name(*blocks[static_cast<size_t>(placed.parent)].block);
        order[parent].push_back(name(*placed.block));
      }
      return order;
    };
    ASSERT_EQ(order_in(from), order_in(to)) << seed;
  }
}

TEST(CompareProperties, AContentDoesNotDifferFromItself) {
  for (uint32_t seed = 0; seed < kRounds; ++seed) {
    const v1::Content content = RandomVersions(seed).to;
    ASSERT_EQ(CompareContents(content, content).ByteSizeLong(), 0u) << seed;
  }
}

// A difference as it is the other way round; of what both versions have, only the newer block is told.
std::string InShort(v1::BlockDifference difference, bool turned) {
  if (turned) {
    difference.set_kind(Turned(difference.kind()));
    difference.mutable_label_before()->swap(*difference.mutable_label_after());
    *difference.mutable_words() = Turned(difference.words());
    if (!difference.anchor_before().empty()) {
      difference.mutable_anchor()->swap(*difference.mutable_anchor_before());
    }
  }
  if (difference.kind() != v1::DIFFERENCE_KIND_ADDED && difference.kind() != v1::DIFFERENCE_KIND_REMOVED) {
    difference.clear_block();
    difference.clear_block_kind();
  }
  return difference.ShortDebugString();
}

TEST(CompareProperties, TheOtherWayRoundIsTheSameTurnedAround) {
  for (uint32_t seed = 0; seed < kRounds; ++seed) {
    const auto [from, to] = RandomVersions(seed);
    const v1::Comparison there = CompareContents(from, to);
    const v1::Comparison back = CompareContents(to, from);
    std::set<std::string> told;
    std::set<std::string> told_back;
    for (const v1::BlockDifference& each : there.blocks()) told.insert(InShort(each, false));
    for (const v1::BlockDifference& each : back.blocks()) told_back.insert(InShort(each, true));
    ASSERT_EQ(told, told_back) << seed;
    ASSERT_EQ(there.fields_size(), back.fields_size());
    for (int i = 0; i < there.fields_size(); ++i) {
      ASSERT_EQ(RunsInShort(there.fields(i).words()), RunsInShort(Turned(back.fields(i).words()))) << seed;
    }
    std::multiset<std::string> entries;
    std::multiset<std::string> entries_back;
    for (const v1::AttachmentDifference& each : there.attachments()) {
      entries.insert(absl::StrCat(each.kind(), each.before().entry_id(), "/", each.after().entry_id()));
    }
    for (const v1::AttachmentDifference& each : back.attachments()) {
      entries_back.insert(
          absl::StrCat(Turned(each.kind()), each.after().entry_id(), "/", each.before().entry_id()));
    }
    ASSERT_EQ(entries, entries_back) << seed;
  }
}

}  // namespace
}  // namespace communique::content
