#include "text/depth.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "text/inlines.h"
#include "text/visible_text.h"

namespace communique::text {
namespace {

using content::v1::Block;
using Blocks = google::protobuf::RepeatedPtrField<Block>;

class Limiter {
 public:
  void Limit(Blocks& blocks, int depth) {
    if (depth == kDeepestBlock) {
      return Flatten(blocks);
    }
    for (Block& block : blocks) {
      switch (block.kind_case()) {
        case Block::kClause:
          Limit(*block.mutable_clause()->mutable_children(), depth + 1);
          break;
        case Block::kQuotation:
          Limit(*block.mutable_quotation()->mutable_children(), depth + 1);
          break;
        case Block::kNotesToEditors:
          Limit(*block.mutable_notes_to_editors()->mutable_children(), depth + 1);
          break;
        case Block::kBulletList:
          for (content::v1::ListItem& item : *block.mutable_bullet_list()->mutable_items()) {
            Limit(*item.mutable_children(), depth + 1);
          }
          break;
        default:
          break;
      }
    }
  }

  int moved() const { return moved_; }

 private:
  // At the deepest level: nothing may have children.
  void Flatten(Blocks& blocks) {
    Blocks flat;
    for (Block& block : blocks) {
      FlattenInto(std::move(block), flat);
    }
    blocks.Swap(&flat);
  }

  void FlattenInto(Block block, Blocks& flat) {
    Blocks children;
    if (block.has_clause()) {
      children.Swap(block.mutable_clause()->mutable_children());
    } else if (block.has_quotation() && !block.quotation().children().empty()) {
      children.Swap(block.mutable_quotation()->mutable_children());
      Inlines attribution;
      attribution.Swap(block.mutable_quotation()->mutable_attribution());
      block.Clear();
      if (!attribution.empty()) {
        children.Add()->mutable_paragraph()->mutable_inlines()->Swap(&attribution);
      }
    } else if (block.has_bullet_list()) {
      for (content::v1::ListItem& item : *block.mutable_bullet_list()->mutable_items()) {
        FlattenItem(item);
      }
    }
    if (block.kind_case() != Block::KIND_NOT_SET) {
      *flat.Add() = std::move(block);
    }
    for (Block& child : children) {
      ++moved_;
      FlattenInto(std::move(child), flat);
    }
  }

  void FlattenItem(content::v1::ListItem& item) {
    for (const Block& child : item.children()) {
      ++moved_;
      std::vector<std::string> lines = {""};
      for (const std::string& text : VisibleTextOf(child)) {
        for (const absl::string_view line : absl::StrSplit(text, '\n')) {
          lines.emplace_back(line);
        }
      }
      AppendLines(lines, {}, *item.mutable_inlines());
    }
    item.clear_children();
  }

  int moved_ = 0;
};

}  // namespace

int LimitDepth(content::v1::Content& content) {
  Limiter limiter;
  limiter.Limit(*content.mutable_blocks(), 1);
  return limiter.moved();
}

}  // namespace communique::text
