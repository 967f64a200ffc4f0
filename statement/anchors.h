#ifndef COMMUNIQUE_STATEMENT_ANCHORS_H_
#define COMMUNIQUE_STATEMENT_ANCHORS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "communique/content/v1/statement.pb.h"

namespace communique {

// Permanent names of blocks. Pure.

// The label as one segment of a label path: "5.1." -> "5.1", "(iv)" -> "iv", "①" -> "1", "제 3 조" -> "3",
// "Article 3" -> "3", "٣" -> "3". Words that lead up to a number are left out ("Part II, Article 3" ->
// "ii-3"), digits of every script and Han numerals count as numbers, and a label of letters alone is
// transliterated ("가." -> "ga"). Lower case, [a-z0-9.-], at most 48 bytes, empty when nothing of it can
// be kept.
std::string LabelSegment(absl::string_view label);

// What anchors a statement has used so far.
struct AnchorHistory {
  // Anchors that were public, with the label path of their block ("" for an unlabelled one). None of
  // them is given to another block.
  std::map<std::string, std::string> published;
  // Label path -> anchor in the other language versions of the group; the same label path gets the
  // same anchor here.
  std::map<std::string, std::string> group;
};

// A labelled or unlabelled block and where it stands.
struct AnchoredBlock {
  std::string anchor;
  // Segments of the labelled blocks (clauses, headings) above it and its own, joined so that "5." with
  // "5.1." below is "5.1" and "5." with "(a)" below is "5.a"; "fn-" and its label for a footnote. Empty
  // for an unlabelled block.
  std::string label_path;
};

// Every block of the content, in reading order (children after their parent). Stored contents have all
// their anchors; where a block has none yet, `anchor` is empty.
std::vector<AnchoredBlock> ListAnchors(const content::v1::Content& content);

// Gives every block of `content` that has none its anchor. A labelled block is known by its label path
// (of several with the same one, first by the same text, then in reading order) and gets the first of
// these that is free: the anchor of the previous revision's block with that path, one that was public
// with it, the group's, the label path itself, a new one ("5.1-2"). An unlabelled block keeps the anchor
// of a previous unlabelled block with the same kind and text, else gets a new one ("p-1", "list-2").
// New ones are none of the previous revision, of the published or of the group.
//
// A given anchor is kept. INVALID_ARGUMENT, with all of them as field violations, where given anchors
// are malformed, stand twice, or were public with another label path; `content` is then unchanged.
absl::Status AssignAnchors(const content::v1::Content& previous, const AnchorHistory& history,
                           content::v1::Content& content);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_ANCHORS_H_
