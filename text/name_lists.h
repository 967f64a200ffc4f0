#ifndef COMMUNIQUE_TEXT_NAME_LISTS_H_
#define COMMUNIQUE_TEXT_NAME_LISTS_H_

#include <vector>

#include "text/body_lines.h"
#include "text/import.h"
#include "text/lines.h"

namespace communique::text {

// Numbered names below a heading such as "Seconds" are no clauses, and nobody of them has signed the text:
// takes their labels from them, so that each stays a line as it is printed, and says so. A list in which one
// line does not read like a name is left alone.
void KeepNamesAsLines(const std::vector<Line>& lines, Body& body, std::vector<Finding>& findings);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_NAME_LISTS_H_
