#include "text/finish.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "statement/block_walk.h"
#include "text/depth.h"
#include "text/inlines.h"

namespace communique::text {

void KeepMissing(const std::vector<MissingLine>& missing, Imported& imported) {
  for (const MissingLine& line : missing) {
    AppendInlines(line.text, {}, *imported.content.add_blocks()->mutable_paragraph()->mutable_inlines());
    imported.findings.push_back({line.line,
                                 "the line found no place in the structure; it was kept as a paragraph "
                                 "at the end"});
  }
  std::stable_sort(imported.findings.begin(), imported.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.line < b.line; });
}

void Finish(Imported& imported) {
  if (const int moved = LimitDepth(imported.content); moved > 0) {
    imported.findings.push_back(
        {0, absl::StrCat(moved, " blocks lay deeper than ", kDeepestBlock, " levels and were moved up")});
  }
  if (const std::size_t blocks = BlocksInReadingOrder(imported.content).size(); blocks > kMostBlocks) {
    imported.findings.push_back({0, absl::StrCat("the text has ", blocks, " blocks, more than the ",
                                                 kMostBlocks, " that a statement may have; split it")});
  }
}

}  // namespace communique::text
