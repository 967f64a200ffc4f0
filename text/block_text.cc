#include "text/block_text.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "text/characters.h"
#include "text/visible_text.h"

namespace communique::text {

BlockText::BlockText(const content::v1::Content& content) {
  for (const content::v1::Block& block : content.blocks()) {
    for (const std::string& text : VisibleTextOf(block)) {
      for (const absl::string_view line : absl::StrSplit(text, '\n')) {
        AddPiece(WithoutSpace(line));
      }
    }
  }
  free_[0] = text_.size();
}

void BlockText::AddPiece(const std::string& piece) {
  pieces_[piece].push_back(text_.size());
  text_ += piece;
  text_ += '\n';
}

bool BlockText::TakeNext(absl::string_view line) {
  const auto interval = IntervalAt(behind_last_);
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

bool BlockText::TakeWhole(const std::string& line) {
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

bool BlockText::Take(absl::string_view line) {
  return TakeBetween(IntervalAt(behind_last_), free_.end(), line) ||
         TakeBetween(free_.begin(), IntervalAt(behind_last_), line);
}

BlockText::Intervals::iterator BlockText::IntervalAt(std::size_t at) {
  const auto behind = free_.upper_bound(at);
  const bool inside = behind != free_.begin() && std::prev(behind)->second > at;
  return inside ? std::prev(behind) : behind;
}

bool BlockText::TakeBetween(Intervals::iterator begin, Intervals::iterator end, absl::string_view line) {
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

void BlockText::TakeAt(Intervals::iterator interval, std::size_t at, std::size_t size) {
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

}  // namespace communique::text
