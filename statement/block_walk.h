#ifndef COMMUNIQUE_STATEMENT_BLOCK_WALK_H_
#define COMMUNIQUE_STATEMENT_BLOCK_WALK_H_

#include <vector>

#include "communique/content/v1/block.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace communique {

using BlockList = google::protobuf::RepeatedPtrField<content::v1::Block>;

// The lists of blocks right below a block: one for a clause, quotation or notes, one an item for a
// bullet list, none for the others. Borrowed from `block`.
std::vector<const BlockList*> ChildLists(const content::v1::Block& block);

// A block and where it stands.
struct PlacedBlock {
  const content::v1::Block* block = nullptr;
  // Index of the block above it in the same result; -1 at the top level.
  int parent = -1;
  // Which of the parent's lists it stands in, from 1; 0 at the top level.
  int list = 0;
  // 1 at the top level.
  int depth = 1;
};

// Every block of a content in reading order: parents before their children. Borrowed from `content`.
std::vector<PlacedBlock> BlocksInReadingOrder(const content::v1::Content& content);

// The same order, to write to.
std::vector<content::v1::Block*> MutableBlocksInReadingOrder(content::v1::Content& content);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_BLOCK_WALK_H_
