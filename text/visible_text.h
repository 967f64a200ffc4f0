#ifndef COMMUNIQUE_TEXT_VISIBLE_TEXT_H_
#define COMMUNIQUE_TEXT_VISIBLE_TEXT_H_

#include <string>
#include <vector>

#include "communique/content/v1/block.pb.h"

namespace communique::text {

// What a reader sees of a block, in order, one string a paragraph, row, item or printed line: labels with
// their text, references as "[1]", the address of a link behind a text that is another. No bullets and
// no quotation bars.
std::vector<std::string> VisibleTextOf(const content::v1::Block& block);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_VISIBLE_TEXT_H_
