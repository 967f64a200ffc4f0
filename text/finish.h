#ifndef COMMUNIQUE_TEXT_FINISH_H_
#define COMMUNIQUE_TEXT_FINISH_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "text/coverage.h"
#include "text/import.h"

namespace communique::text {

// Keeps lines that were found missing: as paragraphs at the end of the blocks, each with a finding. This is
// what makes the promise of import.h hold whatever the text. Puts the findings in the order of lines.
void KeepMissing(const std::vector<MissingLine>& missing, Imported& imported);

// Before that: limits of depth and number of blocks.
void Finish(Imported& imported);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_FINISH_H_
