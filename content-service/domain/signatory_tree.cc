#include "content-service/domain/signatory_tree.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "content-service/domain/store_damaged.h"
#include "serving/status_macros.h"
#include "statement/digest.h"
#include "statement/names.h"

namespace communique::content {

absl::Status SignatoryTree::Set(int64_t number, const std::string& digest) {
  rows_ = std::max(rows_, number);
  std::string hash = digest;
  int64_t index = number - 1;
  for (int level = 0; ((index | 1) + 1) << level <= rows_; ++level) {
    ASSIGN_OR_RETURN(const std::string sibling, Node(level, index ^ 1));
    hash = index % 2 == 0 ? SignatoryPairDigest(hash, sibling) : SignatoryPairDigest(sibling, hash);
    index /= 2;
    changes_.signatory_nodes[{statement_, level + 1, index}] = hash;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> SignatoryTree::Digest() const {
  // From the right: what is left over on a level goes up as it is, to the right end of the level above.
  std::string root;
  for (int level = 0; rows_ >> level > 0; ++level) {
    const int64_t nodes = rows_ >> level;
    if (nodes % 2 == 0) continue;
    ASSIGN_OR_RETURN(std::string last, Node(level, nodes - 1));
    root = root.empty() ? std::move(last) : SignatoryPairDigest(last, root);
  }
  return SignatoriesDigestOfTree(root);
}

absl::StatusOr<std::string> SignatoryTree::Node(int level, int64_t index) const {
  if (level == 0) {
    const auto changed = changes_.signatories.find({statement_, index + 1});
    if (changed != changes_.signatories.end()) return changed->second.digest();
    ASSIGN_OR_RETURN(const auto row, state_.FindSignatory(statement_, index + 1));
    if (row.has_value()) return row->digest();
  } else {
    const auto changed = changes_.signatory_nodes.find({statement_, level, index});
    if (changed != changes_.signatory_nodes.end()) return changed->second;
    ASSIGN_OR_RETURN(auto node, state_.FindSignatoryNode(statement_, level, index));
    if (node.has_value()) return *std::move(node);
  }
  return StoreDamaged(
      absl::StrCat("the digests of the signatories of ", StatementName(statement_), " are incomplete"));
}

}  // namespace communique::content
