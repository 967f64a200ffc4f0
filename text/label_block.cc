#include "text/label_block.h"

#include <utility>

#include "text/characters.h"
#include "text/head_words.h"
#include "text/label_value.h"

namespace communique::text {
namespace {

constexpr std::size_t kLongestValueBeside = 300;  // bytes
constexpr int kWidestValueBelow = 300;

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
      return block;
    }
  }
  return std::nullopt;
}

}  // namespace communique::text
