#ifndef COMMUNIQUE_TEXT_HEAD_H_
#define COMMUNIQUE_TEXT_HEAD_H_

#include <vector>

#include "text/import.h"
#include "text/lines.h"

namespace communique::text {

// Takes what stands above the text: navigation, the kind of text, title, subtitle, label and value lines
// ("Name :", "Date :" …), a date by itself. Fills title (always), subtitle, letter_date, place,
// publication_date and source_head. What it cannot place stays in the body.
void TakeHead(std::vector<Line>& lines, Imported& imported);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_HEAD_H_
