#ifndef COMMUNIQUE_TEXT_DEPTH_H_
#define COMMUNIQUE_TEXT_DEPTH_H_

#include "communique/content/v1/statement.pb.h"

namespace communique::text {

// What the content rules allow.
inline constexpr int kDeepestBlock = 8;
inline constexpr int kMostBlocks = 5000;

// Moves what lies deeper than kDeepestBlock up, in the order of the text: children of a clause behind it,
// those of a quotation or of notes in their place, those of a list item into its text. Returns how many
// blocks were moved.
int LimitDepth(content::v1::Content& content);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_DEPTH_H_
