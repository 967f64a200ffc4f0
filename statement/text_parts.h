#ifndef COMMUNIQUE_STATEMENT_TEXT_PARTS_H_
#define COMMUNIQUE_STATEMENT_TEXT_PARTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "communique/content/v1/statement.pb.h"

namespace communique {

// One piece of a published text with a digest of its own, so that it can be erased alone.
struct TextPart {
  // "title", "block/5.1", "attachment/scan".
  std::string key;
  // What its digest is over, behind domain and salt: key and value in canonical form.
  std::string bytes;
};

// The parts of a content, in the order of docs/digest.md. Every block must have its anchor and every
// attachment its entry id, each once. Pure.
std::vector<TextPart> ListTextParts(const content::v1::Content& content, absl::string_view language);

}  // namespace communique

#endif  // COMMUNIQUE_STATEMENT_TEXT_PARTS_H_
