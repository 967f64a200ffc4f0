#ifndef COMMUNIQUE_TEXT_SECTIONS_H_
#define COMMUNIQUE_TEXT_SECTIONS_H_

#include <cstddef>
#include <vector>

#include "text/lines.h"

namespace communique::text {

// Parts of a text that a heading sets apart.
enum class SectionKind { kText, kNotesToEditors, kContact };

struct Section {
  SectionKind kind = SectionKind::kText;
  // [begin, end), the heading included where there is one.
  std::size_t begin = 0;
  std::size_t end = 0;
};

// In order, without gaps. Notes to editors run up to a contact heading or the end. A contact is its
// heading with the group of short lines under it, and further groups that hold an address or a telephone
// number; what follows is text again.
std::vector<Section> SplitSections(const std::vector<Line>& lines);

// Where the statement itself ends: before notes, contact and footnotes at the end.
std::size_t EndOfStatement(const std::vector<Line>& lines, const std::vector<Section>& sections);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_SECTIONS_H_
