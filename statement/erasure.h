#ifndef COMMUNIQUE_STATEMENT_ERASURE_H_
#define COMMUNIQUE_STATEMENT_ERASURE_H_

#include <set>
#include <string>

#include "absl/strings/string_view.h"
#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"

namespace communique {

// What erasing leaves of a text, the same wherever a copy of it is kept. Pure.

// Takes the text out of the block with this anchor and of all blocks in it: their anchors, labels and places
// stay. The anchors of those that it was taken out of now; none where there is no such block, or nothing in
// it that is not erased already.
std::set<std::string> EraseBlock(absl::string_view anchor, content::v1::Content& content);
// Takes the salts out of the digests of these blocks.
void EraseParts(const std::set<std::string>& anchors,
                google::protobuf::RepeatedPtrField<content::v1::DigestPart>& parts);

// Takes all text out of an edition; its address and digests stay, without their keys.
void EraseEdition(content::v1::Edition& edition);
// The digests alone.
void EraseAllParts(google::protobuf::RepeatedPtrField<content::v1::DigestPart>& parts);

// Takes party, heading, reason and salt out of a row of the list; its number, place, status and digest stay.
void EraseSignatory(content::v1::Signatory& signatory);

// Erased with nothing left to say so within: a table, an image, what held no other blocks. Whoever shows it
// says so in its place.
bool IsErasedWhole(const content::v1::Block& block);

// Lets `erased` stand only on blocks of `content` that are erased in `previous` and were left as they are:
// one that an author has written anew is a block like any other.
void KeepErasedBlocks(const content::v1::Content& previous, content::v1::Content& content);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_ERASURE_H_
