#include "text/subtitle.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "text/characters.h"
#include "text/inlines.h"

namespace communique::text {
namespace {

constexpr int kNarrowestSubtitle = 25;

}  // namespace

void TakeLoneHeading(Imported& imported) {
  content::v1::Content& content = imported.content;
  auto& blocks = *content.mutable_blocks();
  if (!content.subtitle().empty() || blocks.size() < 2 || !blocks[0].has_heading() ||
      blocks[1].has_contact()) {
    return;
  }
  for (int i = 1; i < blocks.size(); ++i) {
    const bool of_contact = i + 1 < blocks.size() && blocks[i + 1].has_contact();
    if (blocks[i].has_heading() && !of_contact) {
      return;
    }
  }
  const std::string text = PlainText(blocks[0].heading().inlines());
  if (DisplayWidth(text) < kNarrowestSubtitle) {
    return;
  }
  content.set_subtitle(text);
  blocks.erase(blocks.begin());
  imported.findings.push_back(
      {0, absl::StrCat("\"", text, "\" stands above the whole text; it was taken as the subtitle")});
}

}  // namespace communique::text
