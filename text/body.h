#ifndef COMMUNIQUE_TEXT_BODY_H_
#define COMMUNIQUE_TEXT_BODY_H_

#include <vector>

#include "text/import.h"
#include "text/lines.h"
#include "text/sections.h"

namespace communique::text {

// Turns every line that is not taken into blocks of the content.
void ReadBody(const std::vector<Line>& lines, const std::vector<Section>& sections, Imported& imported);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_BODY_H_
