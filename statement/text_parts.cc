#include "statement/text_parts.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "statement/block_walk.h"
#include "statement/canonical_bytes.h"

namespace communique {
namespace {

using content::v1::Attachment;
using content::v1::Content;

class PartList {
 public:
  void Add(absl::string_view key, absl::string_view canonical_value) {
    parts_.push_back({std::string(key), absl::StrCat("l", CanonicalString(key), canonical_value, "e")});
  }
  void AddText(absl::string_view key, absl::string_view text) {
    if (!text.empty()) Add(key, CanonicalString(text));
  }

  std::vector<TextPart> Take() && { return std::move(parts_); }

 private:
  std::vector<TextPart> parts_;
};

// What an author says of a file, and which bytes it is; the rest is derived from these, or says how to
// serve them.
Attachment TextOf(const Attachment& attachment) {
  Attachment text;
  text.set_entry_id(attachment.entry_id());
  text.set_file_name(attachment.file_name());
  text.set_blob(attachment.blob());
  text.set_caption(attachment.caption());
  text.set_alternative_text(attachment.alternative_text());
  text.set_role(attachment.role());
  return text;
}

// The anchor of the block above and the number of the list below it: "5/1"; "" at the top level.
std::string ParentOf(const PlacedBlock& placed, const std::vector<PlacedBlock>& blocks) {
  if (placed.parent < 0) return "";
  const auto index = static_cast<size_t>(placed.parent);
  return absl::StrCat(blocks[index].block->anchor(), "/", placed.list);
}

void AddBlocks(const Content& content, PartList& parts) {
  const std::vector<PlacedBlock> blocks = BlocksInReadingOrder(content);
  for (const PlacedBlock& placed : blocks) {
    parts.Add(
        absl::StrCat("block/", placed.block->anchor()),
        absl::StrCat("l", CanonicalString(ParentOf(placed, blocks)), CanonicalMessage(*placed.block), "e"));
  }
}

}  // namespace

std::vector<TextPart> ListTextParts(const Content& content, absl::string_view language) {
  PartList parts;
  parts.AddText("title", content.title());
  parts.AddText("subtitle", content.subtitle());
  parts.AddText("authorLine", content.author_line());
  if (content.has_letter_date()) parts.Add("letterDate", CanonicalMessage(content.letter_date()));
  if (content.has_publication_date()) {
    parts.Add("publicationDate", CanonicalMessage(content.publication_date()));
  }
  parts.AddText("place", content.place());
  parts.AddText("language", language);
  AddBlocks(content, parts);
  for (const Attachment& attachment : content.attachments()) {
    parts.Add(absl::StrCat("attachment/", attachment.entry_id()), CanonicalMessage(TextOf(attachment)));
  }
  if (content.has_change_note()) parts.Add("changeNote", CanonicalMessage(content.change_note()));
  parts.AddText("sourceUri", content.source_uri());
  if (content.has_signature_call()) parts.Add("signatureCall", CanonicalMessage(content.signature_call()));
  return std::move(parts).Take();
}

}  // namespace communique
