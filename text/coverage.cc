#include "text/coverage.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "text/block_text.h"
#include "text/characters.h"
#include "text/field_text.h"
#include "text/input.h"
#include "text/labels.h"
#include "text/lines.h"

namespace communique::text {
namespace {

absl::string_view WithoutLeading(absl::string_view text, absl::string_view markers) {
  std::size_t at = 0;
  while (at < text.size() && (absl::StrContains(markers, text[at]) || (at > 0 && text[at] == ' '))) {
    ++at;
  }
  return text.substr(at);
}

// Without a bullet, bars of quotation, or "#" of a heading.
absl::string_view WithoutMarker(absl::string_view text) {
  if (const std::size_t bullet = BulletLength(text); bullet > 0) {
    return text.substr(bullet);
  }
  const absl::string_view bare = WithoutLeading(text, ">#");
  return bare.empty() ? WithoutLeading(text, ">") : bare;
}

absl::string_view WithoutNumber(absl::string_view text) {
  const LabelCandidate label = ScanLabel(text);
  return label.label.empty() ? absl::string_view() : text.substr(label.rest);
}

bool Found(absl::string_view text, FieldText& fields, BlockText& blocks) {
  const std::string folded = WithoutSpace(text);
  const std::string bare = WithoutSpace(WithoutMarker(text));
  const bool field = fields.Has(text) || fields.Has(WithoutNumber(text));
  if (!field && (blocks.TakeNext(folded) || blocks.TakeNext(bare))) {
    return true;
  }
  return blocks.TakeWhole(folded) || blocks.TakeWhole(bare) || fields.Take(text) ||
         fields.Take(WithoutNumber(text)) || blocks.Take(bare);
}

// How many lines from `first` on make up the title, where it was printed over several; 0 otherwise.
std::size_t LinesOfTitle(const std::vector<Line>& lines, std::size_t first, absl::string_view folded_title) {
  std::size_t i = first;
  while (i < lines.size() && !folded_title.empty() && !lines[i].text.empty()) {
    if (!absl::ConsumePrefix(&folded_title, WithoutSpace(lines[i].text))) {
      return 0;
    }
    ++i;
  }
  return folded_title.empty() && i > first + 1 ? i - first : 0;
}

// Marks the lines that can be found only in one way and must be taken before others use up their parts:
// the lines of a title that was printed over several, and those that are two parts.
std::vector<bool> FindPlainly(const std::vector<Line>& lines, absl::string_view title, FieldText& fields) {
  std::vector<bool> found(lines.size());
  const std::string folded_title = WithoutSpace(title);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (const std::size_t count = LinesOfTitle(lines, i, folded_title); count > 0 && fields.Take(title)) {
      std::fill_n(found.begin() + static_cast<std::ptrdiff_t>(i), count, true);
      break;
    }
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    found[i] = found[i] || fields.TakeTogether(lines[i].text);
  }
  return found;
}

}  // namespace

std::vector<MissingLine> FindMissingLines(absl::string_view utf8, const Imported& imported) {
  std::vector<MissingLine> missing;
  const absl::StatusOr<std::string> clean = CleanInput(utf8);
  if (!clean.ok()) {
    return missing;
  }
  FieldText fields(imported);
  BlockText blocks(imported.content);
  const std::vector<Line> lines = ScanLines(*clean);
  const std::vector<bool> found = FindPlainly(lines, imported.content.title(), fields);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (!line.text.empty() && !found[i] && !Found(line.text, fields, blocks)) {
      missing.push_back({line.number, std::string(line.text)});
    }
  }
  return missing;
}

}  // namespace communique::text
