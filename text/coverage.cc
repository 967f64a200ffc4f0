#include "text/coverage.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "text/characters.h"
#include "text/input.h"
#include "text/labels.h"
#include "text/lines.h"
#include "text/signatory_lines.h"
#include "text/visible_text.h"

namespace communique::text {
namespace {

// Text of the fields beside the blocks, by letters and digits: how often each may still be found.
class Fields {
 public:
  explicit Fields(const Imported& imported) {
    const content::v1::Content& content = imported.content;
    Add(content.title());
    Add(content.subtitle());
    Add(content.author_line());
    AddTogether(content.place(), content.letter_date().text());
    for (const content::v1::SourceHeadLine& line : content.source_head()) {
      AddTogether(line.label(), line.value());
    }
    std::string group;
    for (std::size_t i = 0; i < imported.signatories.size(); ++i) {
      const content::v1::Signatory& signatory = imported.signatories[i];
      if (signatory.group_heading() != group) {
        group = signatory.group_heading();
        Add(group);
      }
      const std::string printed = PrintedSignatory(signatory);
      Add(printed);
    }
    for (const AttachmentLine& line : imported.attachment_lines) {
      Add(line.text);
      Add(line.label);
    }
  }

  bool Take(absl::string_view text) {
    const auto found = left_.find(LettersAndDigits(text));
    if (found == left_.end() || found->second == 0) {
      return false;
    }
    --found->second;
    return true;
  }

 private:
  void Add(absl::string_view text) { ++left_[LettersAndDigits(text)]; }

  // Two parts that may stand in one line or in two, in either order.
  void AddTogether(absl::string_view a, absl::string_view b) {
    Add(a);
    Add(b);
    if (!a.empty() && !b.empty()) {
      Add(absl::StrCat(a, b));
      Add(absl::StrCat(b, a));
    }
  }

  std::unordered_map<std::string, int> left_;
};

// The blocks as one text without white space, of which every piece is found once. Lines come in the order
// of the blocks, so each is looked for behind the one before; what was skipped is kept for later.
class BlockText {
 public:
  explicit BlockText(const content::v1::Content& content) {
    for (const content::v1::Block& block : content.blocks()) {
      for (const std::string& text : VisibleTextOf(block)) {
        text_ += WithoutSpace(text);
        text_ += '\n';
      }
    }
  }

  bool Take(absl::string_view line) {
    const std::size_t at = text_.find(line.data(), next_, line.size());
    if (at != std::string::npos) {
      if (at > next_ + 1) {
        skipped_.emplace_back(next_, at);
      }
      next_ = at + line.size();
      return true;
    }
    for (auto& [begin, end] : skipped_) {
      const absl::string_view gap = absl::string_view(text_).substr(begin, end - begin);
      if (const std::size_t inside = gap.find(line); inside != absl::string_view::npos) {
        const std::size_t rest = begin + inside + line.size();
        skipped_.emplace_back(rest, end);
        end = begin + inside;
        return true;
      }
    }
    return false;
  }

 private:
  std::string text_;
  std::size_t next_ = 0;
  std::vector<std::pair<std::size_t, std::size_t>> skipped_;
};

// Without a bullet, bars of quotation, or "#" of a heading.
absl::string_view WithoutMarker(absl::string_view text) {
  if (const std::size_t bullet = BulletLength(text); bullet > 0) {
    return text.substr(bullet);
  }
  std::size_t at = 0;
  while (at < text.size() && (text[at] == '>' || text[at] == '#' || (at > 0 && text[at] == ' '))) {
    ++at;
  }
  return text.substr(at);
}

absl::string_view WithoutNumber(absl::string_view text) {
  const LabelCandidate label = ScanLabel(text);
  return label.label.empty() ? absl::string_view() : text.substr(label.rest);
}

bool Found(absl::string_view text, Fields& fields, BlockText& blocks) {
  const absl::string_view bare = WithoutMarker(text);
  if (HasLetterOrDigit(text) && (fields.Take(text) || fields.Take(WithoutNumber(text)))) {
    return true;
  }
  const std::string folded = WithoutSpace(text);
  const std::string folded_bare = WithoutSpace(bare);
  return blocks.Take(folded) || (folded_bare != folded && blocks.Take(folded_bare));
}

}  // namespace

std::vector<MissingLine> FindMissingLines(absl::string_view utf8, const Imported& imported) {
  std::vector<MissingLine> missing;
  const absl::StatusOr<std::string> clean = CleanInput(utf8);
  if (!clean.ok()) {
    return missing;
  }
  Fields fields(imported);
  BlockText blocks(imported.content);
  for (const Line& line : ScanLines(*clean)) {
    if (!line.text.empty() && !Found(line.text, fields, blocks)) {
      missing.push_back({line.number, std::string(line.text)});
    }
  }
  return missing;
}

}  // namespace communique::text
