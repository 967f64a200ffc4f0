#include "render-service/image/pages/statement_pages.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "render-service/image/pages/page_drawing.h"
#include "render-service/image/pages/page_flow.h"
#include "render-service/image/pages/page_pdf.h"
#include "render-service/image/pages/page_png.h"
#include "render-service/image/pages/statement_flow.h"
#include "render-service/image/pages/text_layout.h"
#include "serving/status_macros.h"
#include "statement/errors.h"

namespace communique::render {
namespace {

constexpr size_t kMostPages = 200;
constexpr double kNumberWidth = 60;

absl::StatusOr<PageFoot> LayFoot(const content::v1::Statement& statement, const PagesRequest& request,
                                 size_t pages, const TextLayouter& layouter) {
  PageFoot foot;
  std::vector<TextSpan> words;
  if (!request.words.notice.empty()) words.push_back({request.words.notice, false, true});
  // Isolated from left to right, so that an address reads right in Arabic too.
  words.push_back({absl::StrCat("\u2066", request.address, "\u2069")});
  words.push_back(
      {absl::StrCat("\u2066SHA-256 ", absl::BytesToHexString(statement.content_digest()), "\u2069")});
  for (const TextSpan& line : words) {
    ASSIGN_OR_RETURN(const std::vector<LaidLine> lines,
                     layouter.Lay({line}, TextStyle::kFoot, kTextWidth - kNumberWidth));
    const double shift = layouter.right_to_left() ? kNumberWidth : 0;
    for (LaidLine laid : lines) {
      laid.left += shift;
      foot.lines.push_back(std::move(laid));
    }
  }
  for (size_t i = 0; i < pages; ++i) {
    ASSIGN_OR_RETURN(const std::vector<LaidLine> lines,
                     layouter.Lay({{absl::StrCat("\u2066", i + 1, " / ", pages, "\u2069")}}, TextStyle::kFoot,
                                  kNumberWidth));
    foot.numbers.push_back(lines[0]);
  }
  return foot;
}

}  // namespace

absl::StatusOr<SetPages> DrawStatementPages(const PublicStatement& statement, const PagesRequest& request,
                                            const FontLibrary& fonts) {
  const content::v1::Edition& edition = statement.statement.live();
  const TextLayouter layouter(fonts, statement.statement.language());
  ASSIGN_OR_RETURN(const std::vector<Row> rows, LayStatement(statement, request.words, layouter));
  const std::vector<Page> pages = BreakIntoPages(rows, kPageHeight - kMarginTop - kMarginBottom);
  if (pages.size() > kMostPages) {
    return ErrorWithReason(absl::StatusCode::kResourceExhausted, "TOO_MANY_PAGES",
                           absl::StrCat("the statement would take ", pages.size(), " pages; at most ",
                                        kMostPages, " are set, so attach a PDF of your own"));
  }
  ASSIGN_OR_RETURN(const PageFoot foot, LayFoot(statement.statement, request, pages.size(), layouter));

  PdfProperties properties;
  properties.title = edition.content().title();
  properties.author =
      edition.content().author_line().empty() ? request.publisher : edition.content().author_line();
  properties.subject = request.address;
  properties.create_time_seconds = edition.publish_time().seconds();
  SetPages set;
  ASSIGN_OR_RETURN(set.pdf, DrawPdf(pages, foot, layouter.right_to_left(), properties));
  for (size_t i = 0; i < pages.size(); ++i) {
    ASSIGN_OR_RETURN(std::string png, DrawPng(pages[i], foot, i, layouter.right_to_left()));
    set.pngs.push_back(std::move(png));
  }
  return set;
}

}  // namespace communique::render
