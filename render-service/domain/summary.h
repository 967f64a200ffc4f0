#ifndef COMMUNIQUE_RENDER_SERVICE_DOMAIN_SUMMARY_H_
#define COMMUNIQUE_RENDER_SERVICE_DOMAIN_SUMMARY_H_

#include <cstddef>
#include <string>

#include "communique/content/v1/statement.pb.h"

namespace communique::render {

inline constexpr size_t kLongestSummary = 300;

// The first words of the running text (paragraphs, clauses without their labels, lists and quotations;
// no headings, tables, footnotes or notes) in one line. At most kLongestSummary bytes; where that cuts
// it, at a word and with "…" at the end, or at a character in a text without spaces.
std::string SummaryOf(const content::v1::Content& content);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_DOMAIN_SUMMARY_H_
