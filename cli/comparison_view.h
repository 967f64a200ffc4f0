#ifndef COMMUNIQUE_CLI_COMPARISON_VIEW_H_
#define COMMUNIQUE_CLI_COMPARISON_VIEW_H_

#include <string>

#include "communique/content/v1/comparison.pb.h"

namespace communique::cli {

// A comparison for people, what differs with the words around it; empty where nothing does. What was removed
// and added stands between [-these-] and {+these+}, in colours struck out and underlined instead. A width of
// 0 means: never wrap.
std::string FormatComparison(const content::v1::Comparison& comparison, bool colour, size_t width);

}  // namespace communique::cli

#endif  // COMMUNIQUE_CLI_COMPARISON_VIEW_H_
