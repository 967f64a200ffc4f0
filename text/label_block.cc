#include "text/label_block.h"

#include <algorithm>
#include <utility>

#include "text/characters.h"
#include "text/head_words.h"
#include "text/label_value.h"
#include "text/labels.h"

namespace communique::text {
namespace {

constexpr std::size_t kLongestValueBeside = 300;  // bytes
constexpr int kWidestValueBelow = 300;
constexpr int kWidestTitle = 160;
constexpr int kWidestSubtitle = 300;

// "Name :" or "Date : 2014-04-28".
bool IsHeadLine(const Line& line) {
  const LabelValue pair = SplitLabelValue(line.text);
  return !pair.label.empty() && IsHeadLabel(pair.label) && pair.value.size() <= kLongestValueBeside;
}

// "Published" with its value below.
bool IsBareLabel(const std::vector<Line>& lines, std::size_t i) {
  return IsHeadLabel(lines[i].text) && i + 1 < lines.size() && !lines[i + 1].blank();
}

bool IsLabel(const std::vector<Line>& lines, std::size_t i) {
  return IsHeadLine(lines[i]) || IsBareLabel(lines, i);
}

HeadPair ReadPair(const std::vector<Line>& lines, std::size_t i) {
  const bool beside = IsHeadLine(lines[i]);
  const LabelValue split = beside ? SplitLabelValue(lines[i].text) : LabelValue{lines[i].text, ""};
  HeadPair pair{split.label, split.value, i, i + 1};
  if (pair.value.empty() && pair.end < lines.size() && !lines[pair.end].blank() &&
      !IsLabel(lines, pair.end) && DisplayWidth(lines[pair.end].text) <= kWidestValueBelow) {
    pair.value = lines[pair.end++].text;
  }
  return pair;
}

bool IsMarked(absl::string_view text) { return BulletLength(text) > 0 || !ScanLabel(text).label.empty(); }

// A piece of the text itself: a sentence, a clause, an item, or what announces one. Titles may shout and ask.
bool ReadsAsText(absl::string_view text) {
  const bool shouts = std::u32string_view(U"!?！？؟").find(LastCodePoint(text)) != std::u32string_view::npos;
  return IsMarked(text) || EndsOpen(text) || (EndsSentence(text) && !shouts) ||
         DisplayWidth(text) > kWidestTitle;
}

bool IsOfASite(absl::string_view text) { return IsNavigation(text) || IsKicker(text); }

// "What: …" above "Date: …" announces a meeting; "Joint statement: …" is a title.
bool IsLabelOfAnotherKind(absl::string_view text) {
  const LabelValue pair = SplitLabelValue(text);
  return !pair.label.empty() && !pair.value.empty() && !IsKicker(pair.label);
}

// Whether nothing of the text stands above the block: only the way through a site, the title, and one
// sentence below it. What a head holds is not shown, so labels within a text must not be taken for one.
bool IsHeadOfPage(const std::vector<Line>& lines, const std::vector<std::size_t>& candidates,
                  const LabelBlock& block) {
  std::vector<absl::string_view> above;
  for (const std::size_t i : candidates) {
    if (i < block.begin) {
      above.push_back(lines[i].text);
    }
  }
  if (above.size() < 2) {
    return true;
  }
  const absl::string_view last = above.back();
  above.pop_back();
  if (std::any_of(above.begin(), above.end(), ReadsAsText)) {
    return false;
  }
  const bool adjacent = !lines[block.begin - 1].blank();
  if (adjacent && IsLabelOfAnotherKind(last) && !std::all_of(above.begin(), above.end(), IsOfASite)) {
    return false;
  }
  const bool subtitle = above.size() == 1 && !adjacent && !IsMarked(last) && !EndsOpen(last) &&
                        DisplayWidth(last) <= kWidestSubtitle;
  return subtitle || !ReadsAsText(last);
}

}  // namespace

std::optional<LabelBlock> FindLabelBlock(const std::vector<Line>& lines,
                                         const std::vector<std::size_t>& candidates) {
  for (const std::size_t i : candidates) {
    if (!IsHeadLine(lines[i])) {
      continue;
    }
    LabelBlock block{i, i, {}};
    while (block.end < lines.size() && !lines[block.end].blank() && IsLabel(lines, block.end)) {
      block.pairs.push_back(ReadPair(lines, block.end));
      block.end = block.pairs.back().end;
    }
    const bool alone =
        (i == 0 || lines[i - 1].blank()) && block.end < lines.size() && lines[block.end].blank();
    const bool value_below = block.pairs.front().end > i + 1;
    if (block.pairs.size() >= 2 || (alone && value_below)) {
      return IsHeadOfPage(lines, candidates, block) ? std::optional(block) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace communique::text
