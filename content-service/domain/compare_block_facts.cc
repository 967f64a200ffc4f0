#include "content-service/domain/compare_block_facts.h"

#include "absl/strings/str_cat.h"
#include "statement/inline_text.h"

namespace communique::content {
namespace {

v1::Block WithoutChildren(v1::Block block) {
  switch (block.kind_case()) {
    case v1::Block::kClause:
      block.mutable_clause()->clear_children();
      break;
    case v1::Block::kQuotation:
      block.mutable_quotation()->clear_children();
      break;
    case v1::Block::kNotesToEditors:
      block.mutable_notes_to_editors()->clear_children();
      break;
    case v1::Block::kBulletList:
      for (v1::ListItem& item : *block.mutable_bullet_list()->mutable_items()) item.clear_children();
      break;
    default:
      break;
  }
  return block;
}

std::string* MutableLabel(v1::Block& block) {
  switch (block.kind_case()) {
    case v1::Block::kHeading:
      return block.mutable_heading()->mutable_label();
    case v1::Block::kClause:
      return block.mutable_clause()->mutable_label();
    case v1::Block::kFootnote:
      return block.mutable_footnote()->mutable_label();
    default:
      return nullptr;
  }
}

// An image has no words; it is known by what it shows.
std::string KindAndText(const v1::Block& block) {
  const std::string text = block.has_image() ? block.image().attachment() : BlockFacts(block).text;
  return text.empty() ? "" : absl::StrCat(block.kind_case(), "/", text);
}

}  // namespace

BlockFacts::BlockFacts(const v1::Block& whole) : block(WithoutChildren(whole)) {
  v1::Block rest = block;
  if (std::string* const own_label = MutableLabel(rest); own_label != nullptr) label.swap(*own_label);
  text = PlainText(rest);
  rest.clear_anchor();
  rest.clear_erased();
  bytes = rest.SerializeAsString();
}

KnownContent::KnownContent(const v1::Content& content)
    : blocks(BlocksInReadingOrder(content)),
      anchors(ListAnchors(content)),
      whole_texts(blocks.size()),
      sizes(blocks.size(), 1),
      below_(blocks.size()) {
  for (int place = 0; place < size(); ++place) {
    const int parent = At(place).parent;
    (parent < 0 ? top_ : below_[static_cast<size_t>(parent)]).push_back(place);
    texts.push_back(KindAndText(*At(place).block));
  }
  // Those below one come behind it.
  std::vector<bool> has_text(blocks.size());
  for (size_t place = blocks.size(); place-- > 0;) {
    has_text[place] = !texts[place].empty();
    std::string& whole = whole_texts[place];
    whole = absl::StrCat(blocks[place].block->kind_case(), texts[place]);
    for (const int below_it : Below(static_cast<int>(place))) {
      const auto child = static_cast<size_t>(below_it);
      // No text has such a character, so as many blocks are in all with the same text.
      absl::StrAppend(&whole, "\x1f", whole_texts[child]);
      has_text[place] = has_text[place] || has_text[child];
      sizes[place] += sizes[child];
    }
  }
  for (size_t place = 0; place < blocks.size(); ++place) {
    if (!has_text[place]) whole_texts[place].clear();
  }
}

}  // namespace communique::content
