#include "content-service/domain/content_defaults.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "statement/block_walk.h"
#include "statement/names.h"

namespace communique::content {
namespace {

constexpr size_t kDigestInEntryId = 12;

void FillEntryIds(v1::Content& content) {
  std::set<std::string> taken;
  for (const v1::Attachment& attachment : content.attachments()) taken.insert(attachment.entry_id());
  for (v1::Attachment& attachment : *content.mutable_attachments()) {
    if (!attachment.entry_id().empty()) continue;
    const auto sha256 = ParseBlobName(attachment.blob());
    if (!sha256.ok()) continue;  // The rules tell it.
    const std::string id = absl::StrCat("file-", sha256->substr(0, kDigestInEntryId));
    std::string free_id = id;
    for (int i = 2; !taken.insert(free_id).second; ++i) free_id = absl::StrCat(id, "-", i);
    attachment.set_entry_id(free_id);
  }
}

void ClearFileFacts(v1::Content& content) {
  for (v1::Attachment& attachment : *content.mutable_attachments()) {
    attachment.clear_media_type();
    attachment.clear_size_bytes();
    attachment.clear_width();
    attachment.clear_height();
    attachment.clear_page_count();
  }
}

// Where the author gave no depth: one more than the clauses it stands in.
void FillClauseDepths(v1::Content& content) {
  const std::vector<PlacedBlock> blocks = BlocksInReadingOrder(content);
  const std::vector<v1::Block*> writable = MutableBlocksInReadingOrder(content);
  std::vector<int> depths(blocks.size(), 0);
  for (size_t i = 0; i < blocks.size(); ++i) {
    depths[i] = blocks[i].parent < 0 ? 0 : depths[static_cast<size_t>(blocks[i].parent)];
    if (!writable[i]->has_clause()) continue;
    ++depths[i];
    if (writable[i]->clause().depth() == 0) writable[i]->mutable_clause()->set_depth(depths[i]);
  }
}

}  // namespace

void FillContentDefaults(v1::Content& content) {
  FillEntryIds(content);
  ClearFileFacts(content);
  FillClauseDepths(content);
}

}  // namespace communique::content
