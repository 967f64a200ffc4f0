#ifndef COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_BLOCK_FACTS_H_
#define COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_BLOCK_FACTS_H_

#include <string>
#include <vector>

#include "communique/content/v1/block.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "statement/anchors.h"
#include "statement/block_walk.h"

namespace communique::content {

// A block taken apart into what is told of it when it is compared.
struct BlockFacts {
  // Without the blocks in it.
  v1::Block block;
  std::string label;
  // Without label.
  std::string text;
  // Of all that it says, but for label and anchor.
  std::string bytes;

  explicit BlockFacts(const v1::Block& whole);
};

// A content as what its blocks are recognised by, each by its place in reading order.
class KnownContent {
 public:
  std::vector<PlacedBlock> blocks;
  std::vector<AnchoredBlock> anchors;
  // Kind and text of a block alone, and with all blocks in it; empty where there is no text. Labels are none.
  std::vector<std::string> texts;
  std::vector<std::string> whole_texts;
  // How many blocks there are in each, itself counted; as many in all with the same whole text.
  std::vector<int> sizes;

  explicit KnownContent(const v1::Content& content);

  int size() const { return static_cast<int>(blocks.size()); }
  const PlacedBlock& At(int place) const { return blocks[static_cast<size_t>(place)]; }
  // Places of the blocks right below one; -1 for those of the top level.
  const std::vector<int>& Below(int place) const {
    return place < 0 ? top_ : below_[static_cast<size_t>(place)];
  }

 private:
  std::vector<int> top_;
  std::vector<std::vector<int>> below_;
};

}  // namespace communique::content

#endif  // COMMUNIQUE_CONTENT_SERVICE_DOMAIN_COMPARE_BLOCK_FACTS_H_
