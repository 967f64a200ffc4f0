#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "serving/status_macros.h"
#include "text/attachment_lines.h"
#include "text/body.h"
#include "text/coverage.h"
#include "text/dates.h"
#include "text/finish.h"
#include "text/head.h"
#include "text/import.h"
#include "text/input.h"
#include "text/language_guess.h"
#include "text/lines.h"
#include "text/sections.h"
#include "text/subtitle.h"
#include "text/tail.h"

namespace communique::text {
namespace {

// A paragraph that opens with place and day keeps them; the editor is told.
void ReportDatelines(const std::vector<Line>& lines, Imported& imported) {
  int looked_at = 0;
  for (const Line& line : lines) {
    if (line.blank() || ++looked_at > 5) {
      continue;
    }
    if (const std::string dateline = ReadDateline(line.text); !dateline.empty() && !line.has_inner_tab) {
      imported.findings.push_back(
          {line.number, absl::StrCat("the dateline \"", dateline, "\" stays in its paragraph")});
    }
  }
}

// Day and signatories stand under the statement, or below its notes and contact at the very end.
void TakeTailOf(std::vector<Line>& lines, const std::vector<Section>& sections, Imported& imported) {
  const std::size_t end = EndOfStatement(lines, sections);
  if (!TakeTail(lines, 0, end, imported) && sections.size() > 1 &&
      sections.back().kind == SectionKind::kText) {
    TakeTail(lines, sections.back().begin, sections.back().end, imported);
  }
}

}  // namespace

absl::StatusOr<Imported> ImportPlainText(absl::string_view utf8, absl::Span<const std::string> files) {
  ASSIGN_OR_RETURN(const std::string clean, CleanInput(utf8));
  std::vector<Line> lines = ScanLines(clean);
  Imported imported;
  imported.language_guess = GuessLanguage(clean);
  const std::vector<Announcement> announcements = SetAttachmentLinesAside(lines);
  TakeHead(lines, imported);
  TakeTailOf(lines, SplitSections(lines), imported);
  SettleAttachmentLines(announcements, files, lines, imported);
  ReportDatelines(lines, imported);
  ReadBody(lines, SplitSections(lines), imported);
  TakeLoneHeading(imported);
  Finish(imported);
  KeepMissing(FindMissingLines(clean, imported), imported);
  return imported;
}

}  // namespace communique::text
