#include "text/coverage.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
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
    for (const content::v1::Signatory& signatory : imported.signatories) {
      if (signatory.group_heading() != group) {
        group = signatory.group_heading();
        Add(group);
      }
      Add(PrintedSignatory(signatory));
    }
    AddAttachments(imported.attachment_lines);
  }

  // A line that is two parts: "Name : Secretariat".
  bool TakeTogether(absl::string_view text) {
    const auto pairs = together_.find(Key(text));
    if (pairs == together_.end() || pairs->second.empty()) {
      return false;
    }
    const auto [a, b] = pairs->second.back();
    pairs->second.pop_back();
    return TakePart(a) && TakePart(b);
  }

  bool Has(absl::string_view text) const {
    const auto found = parts_.find(Key(text));
    return found != parts_.end() && !found->first.empty() && found->second > 0;
  }

  bool Take(absl::string_view text) { return TakePart(Key(text)); }

 private:
  // Punctuation between parts does not count, unless there is nothing else.
  static std::string Key(absl::string_view text) {
    std::string key = LettersAndDigits(text);
    return key.empty() ? WithoutSpace(text) : key;
  }

  void Add(absl::string_view text) { ++parts_[Key(text)]; }

  // Two parts that may stand in one line or in two, in either order.
  void AddTogether(absl::string_view a, absl::string_view b) {
    const std::string first = Key(a);
    const std::string second = Key(b);
    ++parts_[first];
    ++parts_[second];
    if (!first.empty() && !second.empty()) {
      together_[first + second].emplace_back(first, second);
      together_[second + first].emplace_back(first, second);
    }
  }

  // One line may name several files; a label may stand on a line of its own above them.
  void AddAttachments(const std::vector<AttachmentLine>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i == 0 || lines[i].line != lines[i - 1].line) {
        Add(lines[i].text);
      }
      const bool own_line = !absl::StartsWith(lines[i].text, lines[i].label);
      if (own_line && (i == 0 || lines[i].label != lines[i - 1].label)) {
        Add(lines[i].label);
      }
    }
  }

  // An empty field is nobody's part: it would be found everywhere.
  bool TakePart(const std::string& key) {
    const auto found = parts_.find(key);
    if (key.empty() || found == parts_.end() || found->second == 0) {
      return false;
    }
    --found->second;
    return true;
  }

  std::unordered_map<std::string, int> parts_;
  std::unordered_map<std::string, std::vector<std::pair<std::string, std::string>>> together_;
};

// The blocks as one text without white space, a piece a line. What was found is not free any more.
class BlockText {
 public:
  explicit BlockText(const content::v1::Content& content) {
    for (const content::v1::Block& block : content.blocks()) {
      for (const std::string& text : VisibleTextOf(block)) {
        for (const absl::string_view line : absl::StrSplit(text, '\n')) {
          AddPiece(WithoutSpace(line));
        }
      }
    }
    free_[0] = text_.size();
  }

  // A line that goes on right where the one before ended.
  bool TakeNext(absl::string_view line) {
    auto interval = IntervalAt(behind_last_);
    if (interval == free_.end() || line.empty()) {
      return false;
    }
    std::size_t at = std::max(interval->first, behind_last_);
    at += text_[at] == '\n' ? 1 : 0;
    if (at + line.size() > interval->second || !absl::StartsWith(absl::string_view(text_).substr(at), line)) {
      return false;
    }
    TakeAt(interval, at, line.size());
    return true;
  }

  // A line that is a whole piece, wherever it stands.
  bool TakeWhole(const std::string& line) {
    const auto found = pieces_.find(line);
    if (line.empty() || found == pieces_.end()) {
      return false;
    }
    std::deque<std::size_t>& starts = found->second;
    while (!starts.empty()) {
      const std::size_t at = starts.front();
      starts.pop_front();
      const auto interval = IntervalAt(at);
      if (interval != free_.end() && interval->first <= at && at + line.size() <= interval->second) {
        TakeAt(interval, at, line.size());
        return true;
      }
    }
    return false;
  }

  // A line inside a piece. Lines come in the order of the blocks, so it is looked for behind the one before
  // first, then in what was passed over.
  bool Take(absl::string_view line) {
    return TakeBetween(IntervalAt(behind_last_), free_.end(), line) ||
           TakeBetween(free_.begin(), IntervalAt(behind_last_), line);
  }

 private:
  void AddPiece(const std::string& piece) {
    pieces_[piece].push_back(text_.size());
    text_ += piece;
    text_ += '\n';
  }

  using Intervals = std::map<std::size_t, std::size_t>;

  // The free interval that holds `at` or is the next one behind it.
  Intervals::iterator IntervalAt(std::size_t at) {
    const auto behind = free_.upper_bound(at);
    const bool inside = behind != free_.begin() && std::prev(behind)->second > at;
    return inside ? std::prev(behind) : behind;
  }

  bool TakeBetween(Intervals::iterator begin, Intervals::iterator end, absl::string_view line) {
    for (auto interval = begin; interval != end; ++interval) {
      const auto [from, to] = *interval;
      const std::size_t at = absl::string_view(text_).substr(from, to - from).find(line);
      if (at != absl::string_view::npos) {
        TakeAt(interval, from + at, line.size());
        return true;
      }
    }
    return false;
  }

  void TakeAt(Intervals::iterator interval, std::size_t at, std::size_t size) {
    const auto [from, to] = *interval;
    free_.erase(interval);
    if (at > from) {
      free_[from] = at;
    }
    if (to > at + size) {
      free_[at + size] = to;
    }
    behind_last_ = at + size;
  }

  std::string text_;
  // Where each piece begins, by its text.
  std::unordered_map<std::string, std::deque<std::size_t>> pieces_;
  // Begin and end of what was not found yet.
  Intervals free_;
  std::size_t behind_last_ = 0;
};

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

bool Found(absl::string_view text, Fields& fields, BlockText& blocks) {
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
std::vector<bool> FindPlainly(const std::vector<Line>& lines, absl::string_view title, Fields& fields) {
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
  Fields fields(imported);
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
