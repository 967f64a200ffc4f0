#include "render-service/html/footnote_links.h"

#include "absl/strings/str_cat.h"
#include "statement/block_walk.h"

namespace communique::render {

FootnoteLinks::FootnoteLinks(const content::v1::Content& content) {
  for (const PlacedBlock& placed : BlocksInReadingOrder(content)) {
    if (!placed.block->has_footnote()) continue;
    notes_.push_back(placed.block);
    anchors_.emplace(placed.block->footnote().label(), placed.block->anchor());
  }
}

std::string FootnoteLinks::AnchorOf(const std::string& label) const {
  const auto found = anchors_.find(label);
  return found == anchors_.end() ? "" : found->second;
}

std::string FootnoteLinks::AddReference(const std::string& label) {
  return references_[label].emplace_back(absl::StrCat("_ref-", ++count_));
}

std::vector<std::string> FootnoteLinks::ReferencesTo(const std::string& label) const {
  const auto found = references_.find(label);
  return found == references_.end() ? std::vector<std::string>() : found->second;
}

}  // namespace communique::render
