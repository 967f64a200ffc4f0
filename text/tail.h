#ifndef COMMUNIQUE_TEXT_TAIL_H_
#define COMMUNIQUE_TEXT_TAIL_H_

#include <cstddef>
#include <vector>

#include "text/import.h"
#include "text/lines.h"

namespace communique::text {

// Takes what stands at the end of the text in [begin, end): the day and place of signing and those who
// signed. They are recognised by a line that is a day, by a heading ("Signed by:"), or by both, with
// nothing but short lines behind. Where the lines behind do not read like signatories they stay
// paragraphs and make a finding: a false signatory is worse than a missed one.
// Returns whether anything was taken.
bool TakeTail(std::vector<Line>& lines, std::size_t begin, std::size_t end, Imported& imported);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_TAIL_H_
