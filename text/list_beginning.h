#ifndef COMMUNIQUE_TEXT_LIST_BEGINNING_H_
#define COMMUNIQUE_TEXT_LIST_BEGINNING_H_

#include <cstddef>
#include <vector>

#include "text/body_lines.h"
#include "text/label_sequence.h"
#include "text/lines.h"

namespace communique::text {

// The readings of a label, those first that a list may begin with: "(i)" is the Roman one where "(ii)"
// follows, before it is the letter.
std::vector<LabelReading> FirstOnesFirst(const LabelCandidate& label);

// Whether a list may begin with the label of line `line` in this reading: where the source says so, or the
// list goes on behind it, or nothing else begins a paragraph like that. `clause_above` says that the line
// right above it is a clause.
bool MayBeginList(const std::vector<Line>& lines, const Body& body, const LabelSequence& sequence,
                  std::size_t line, const LabelReading& reading, bool clause_above);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_LIST_BEGINNING_H_
