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

// Every line of `utf8` with a visible character whose text, with all white space folded away, is not
// found in the content, the source head, the signatories or the attachment lines, each line as often
// as it stands in the input. Markers of structure that are not text (a bullet, ">", a Markdown "#")
// count as found with the text behind them. Empty: nothing was lost.
std::vector<MissingLine> FindMissingLines(absl::string_view utf8, const Imported& imported);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_COVERAGE_H_
