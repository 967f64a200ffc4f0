#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "statement/anchors.h"
#include "statement/block_walk.h"
#include "statement/errors.h"
#include "statement/inline_text.h"

namespace communique {
namespace {

using content::v1::Block;
using content::v1::Content;

constexpr size_t kLongestAnchor = 64;
// Leaves room for what makes an anchor unique.
constexpr size_t kLongestStem = 56;

bool IsAnchor(absl::string_view text) {
  const auto is_first = [](char c) { return absl::ascii_islower(c) || absl::ascii_isdigit(c); };
  return !text.empty() && text.size() <= kLongestAnchor && is_first(text[0]) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return is_first(c) || c == '.' || c == '-'; });
}

// What the anchor of an unlabelled block begins with.
absl::string_view StemOf(Block::KindCase kind) {
  switch (kind) {
    case Block::kParagraph:
      return "p";
    case Block::kHeading:
      return "heading";
    case Block::kClause:
      return "clause";
    case Block::kBulletList:
      return "list";
    case Block::kQuotation:
      return "quote";
    case Block::kTable:
      return "table";
    case Block::kFootnote:
      return "fn";
    case Block::kImage:
      return "image";
    case Block::kContact:
      return "contact";
    case Block::kNotesToEditors:
      return "notes";
    case Block::KIND_NOT_SET:
      return "block";
  }
  return "block";
}

// What is compared to recognise a block of the previous revision.
struct KnownBlock {
  std::string anchor;
  std::string label_path;
  Block::KindCase kind = Block::KIND_NOT_SET;
  std::string text;
};

std::vector<KnownBlock> KnownBlocks(const Content& content) {
  std::vector<KnownBlock> known;
  const std::vector<PlacedBlock> blocks = BlocksInReadingOrder(content);
  const std::vector<AnchoredBlock> anchors = ListAnchors(content);
  for (size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = *blocks[i].block;
    // An image has no words; it is the same while it shows the same attachment.
    std::string text = block.has_image() ? block.image().attachment() : PlainText(block);
    known.push_back({anchors[i].anchor, anchors[i].label_path, block.kind_case(), std::move(text)});
  }
  return known;
}

// By which a block is recognised; empty where it cannot be.
std::string PathOf(const KnownBlock& block) { return block.label_path; }
std::string TextOf(const KnownBlock& block) {
  return absl::StrCat(static_cast<int>(block.kind), "/", block.text);
}
std::string PathAndTextOf(const KnownBlock& block) {
  return block.label_path.empty() ? "" : absl::StrCat(block.label_path, "/", TextOf(block));
}
std::string TextOfUnlabelled(const KnownBlock& block) {
  return block.label_path.empty() ? TextOf(block) : "";
}

// One assignment. The surest claims are settled first, over the whole content, so that no block takes
// what a later one has a better right to.
class Assignment {
 public:
  Assignment(const Content& previous, const AnchorHistory& history, const Content& content)
      : previous_(KnownBlocks(previous)), history_(history), blocks_(KnownBlocks(content)) {
    for (const KnownBlock& block : previous_) spoken_for_.insert(block.anchor);
    for (const auto& [anchor, path] : history_.published) spoken_for_.insert(anchor);
    for (const auto& [path, anchor] : history_.group) spoken_for_.insert(anchor);
  }

  absl::Status TakeGiven() {
    FieldViolations violations;
    for (const KnownBlock& block : blocks_) {
      if (block.anchor.empty()) continue;
      const std::string problem = ProblemOfGiven(block);
      if (!problem.empty()) violations.Add("content.blocks", QuoteForMessage(block.anchor) + problem);
      taken_.insert(block.anchor);
    }
    return violations.ToStatus();
  }

  void AssignMissing() {
    TakeOver(PreviousBy(PathAndTextOf), PathAndTextOf);
    TakeOver(PreviousBy(PathOf), PathOf);
    TakeOver(PreviousBy(TextOfUnlabelled), TextOfUnlabelled);
    TakeOver(OncePublic(), PathOf);
    TakeOver(OfTheGroup(), PathOf);
    ForEachWithout([&](const KnownBlock& block) { return IfFree(block, block.label_path); });
    ForEachWithout([&](const KnownBlock& block) { return New(block); });
  }

  // In reading order.
  const std::vector<KnownBlock>& blocks() const { return blocks_; }

 private:
  // The anchors that a block recognised by a key may take over, the best of them last.
  using Candidates = std::map<std::string, std::vector<std::string>>;
  using Key = std::string (*)(const KnownBlock&);

  template <typename Find>
  void ForEachWithout(const Find& find) {
    for (KnownBlock& block : blocks_) {
      if (!block.anchor.empty()) continue;
      block.anchor = find(block);
      if (!block.anchor.empty()) taken_.insert(block.anchor);
    }
  }

  // The same label path is the same block, so only it may have an anchor that was public with it.
  bool WasPublicForAnother(const KnownBlock& block, const std::string& anchor) const {
    const auto found = history_.published.find(anchor);
    return found != history_.published.end() && found->second != block.label_path;
  }

  std::string ProblemOfGiven(const KnownBlock& block) const {
    if (!IsAnchor(block.anchor)) {
      return " is not an anchor; write [a-z0-9][a-z0-9.-]{0,63}, or leave it empty to be given one";
    }
    if (taken_.count(block.anchor) > 0) return " stands twice; leave it empty in one of the two blocks";
    if (WasPublicForAnother(block, block.anchor)) {
      return " was public for a block with another label and is cited as such; leave it empty to be given "
             "one";
    }
    return "";
  }

  // Empty where it may not be taken.
  std::string IfFree(const KnownBlock& block, const std::string& anchor) const {
    const bool free = IsAnchor(anchor) && taken_.count(anchor) == 0 && !WasPublicForAnother(block, anchor);
    return free ? anchor : "";
  }

  void TakeOver(Candidates candidates, Key key) {
    ForEachWithout([&](const KnownBlock& block) -> std::string {
      const auto found = candidates.find(key(block));
      if (found == candidates.end() || found->first.empty()) return "";
      for (auto& anchors = found->second; !anchors.empty();) {
        const std::string anchor = IfFree(block, anchors.back());
        anchors.pop_back();
        if (!anchor.empty()) return anchor;
      }
      return "";
    });
  }

  Candidates PreviousBy(Key key) const {
    Candidates candidates;
    for (auto block = previous_.rbegin(); block != previous_.rend(); ++block) {
      candidates[key(*block)].push_back(block->anchor);
    }
    return candidates;
  }

  Candidates OncePublic() const {
    Candidates candidates;
    for (auto entry = history_.published.rbegin(); entry != history_.published.rend(); ++entry) {
      candidates[entry->second].push_back(entry->first);
    }
    return candidates;
  }

  Candidates OfTheGroup() const {
    Candidates candidates;
    for (const auto& [path, anchor] : history_.group) candidates[path].push_back(anchor);
    return candidates;
  }

  // "5.1-2" for a second block labelled 5.1, "p-1" for a paragraph.
  std::string New(const KnownBlock& block) {
    const bool labelled = !block.label_path.empty();
    const std::string stem =
        labelled ? block.label_path.substr(0, kLongestStem) : std::string(StemOf(block.kind));
    for (int& number = numbers_.try_emplace(stem, labelled ? 1 : 0).first->second;;) {
      std::string anchor = absl::StrCat(stem, "-", ++number);
      if (taken_.count(anchor) == 0 && spoken_for_.count(anchor) == 0) return anchor;
    }
  }

  const std::vector<KnownBlock> previous_;
  const AnchorHistory& history_;
  std::vector<KnownBlock> blocks_;
  // Anchors of this content.
  std::set<std::string> taken_;
  // Anchors that a new one must not be mistaken for, whether or not a block still has them.
  std::set<std::string> spoken_for_;
  // The last number tried behind each stem.
  std::map<std::string, int> numbers_;
};

}  // namespace

absl::Status AssignAnchors(const Content& previous, const AnchorHistory& history, Content& content) {
  Assignment assignment(previous, history, content);
  if (absl::Status status = assignment.TakeGiven(); !status.ok()) return status;
  assignment.AssignMissing();
  const std::vector<Block*> blocks = MutableBlocksInReadingOrder(content);
  for (size_t i = 0; i < blocks.size(); ++i) blocks[i]->set_anchor(assignment.blocks()[i].anchor);
  return absl::OkStatus();
}

}  // namespace communique
