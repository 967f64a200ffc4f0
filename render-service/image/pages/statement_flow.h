#ifndef COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_STATEMENT_FLOW_H_
#define COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_STATEMENT_FLOW_H_

#include <vector>

#include "absl/status/statusor.h"
#include "render-service/domain/site.h"
#include "render-service/image/pages/page_flow.h"
#include "render-service/image/pages/page_words.h"
#include "render-service/image/pages/text_layout.h"

namespace communique::render {

// The live edition of a statement as rows of type, in reading order: title, text, date and place,
// signatories, files, notes, footnotes. Labels hang in front of their clause as in print.
// FAILED_PRECONDITION where a character has no glyph.
absl::StatusOr<std::vector<Row>> LayStatement(const PublicStatement& statement, const PageWords& words,
                                              const TextLayouter& layouter);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_IMAGE_PAGES_STATEMENT_FLOW_H_
