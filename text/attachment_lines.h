#ifndef COMMUNIQUE_TEXT_ATTACHMENT_LINES_H_
#define COMMUNIQUE_TEXT_ATTACHMENT_LINES_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "text/import.h"
#include "text/lines.h"

namespace communique::text {

// What announces files together: a line with a label and names ("Attach file#1 : scan.jpg",
// "첨부파일 : a.pdf, b.pdf"), or a label alone with names on the lines below. Indices are those of `lines`.
struct Announcement {
  struct File {
    std::size_t line = 0;
    std::string name;
  };
  std::string label;
  std::vector<File> files;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Whether the line by itself announces a file.
bool AnnouncesFile(absl::string_view line);

// Finds the announcements and takes their lines, so that neither head nor tail reads them for something
// else. A line without a file name ("Annex 1: what we mean by water") announces none.
std::vector<Announcement> SetAttachmentLinesAside(std::vector<Line>& lines);

// Gives the announced files what came for them (import.h), and adds all to attachment_lines. An announcement
// that has all its files goes to source_head as printed; any other goes back to the text.
void SettleAttachmentLines(const std::vector<Announcement>& announcements,
                           absl::Span<const std::string> files, std::vector<Line>& lines, Imported& imported);

}  // namespace communique::text

#endif  // COMMUNIQUE_TEXT_ATTACHMENT_LINES_H_
