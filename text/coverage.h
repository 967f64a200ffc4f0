#ifndef COMMUNIQUE_TEXT_COVERAGE_H_
#define COMMUNIQUE_TEXT_COVERAGE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "text/import.h"

namespace communique::text {

// A visible line of the input that is nowhere in what was imported from it.
struct MissingLine {
  int line = 0;
  std::string text;
};

// Every line of plain text `utf8` with a visible character whose text, with all white space folded away,
// is not found in the blocks, title, dates, place, source head or signatories. What was
// found for one line is not found again for another, so a line that stands twice must be there twice.
// Markers of structure (a bullet, ">", "#", the number of a signatory) may be gone from the beginning of a
// line, and punctuation between the parts of a line of head or tail. Empty: nothing was lost.
// Independent of how the importer works. Linear in practice.
std::vector<MissingLine> FindMissingLines(absl::string_view utf8, const Imported& imported);

// The same for Markdown, word by word: a line is missing where one of its words (letters and digits) is.
// Markup, labels of references and footnotes and the addresses that a reference definition repeats do not
// count.
std::vector<MissingLine> FindMissingMarkdownLines(absl::string_view utf8, const Imported& imported);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_COVERAGE_H_
