#ifndef COMMUNIQUE_TEXT_ATTACHMENT_LINES_H_
#define COMMUNIQUE_TEXT_ATTACHMENT_LINES_H_

#include <vector>

#include "text/import.h"
#include "text/lines.h"

namespace communique::text {

// Takes the lines that name attached files: "Attach file#1 : scan.jpg", "첨부파일 : a.pdf, b.pdf", or a label
// alone with file names on the lines below. Others ("Annex 1: what we mean by water") stay.
std::vector<AttachmentLine> TakeAttachmentLines(std::vector<Line>& lines);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_ATTACHMENT_LINES_H_
