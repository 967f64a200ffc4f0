#include "text/lines.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "text/characters.h"

namespace communique::text {
namespace {

// Wider lines were never wrapped by hand or by a mail program.
constexpr int kWidestWrap = 100;
constexpr int kNarrowestWrap = 50;

Line ScanLine(absl::string_view raw, int number) {
  Line line;
  line.number = number;
  line.raw = raw;
  if (!HasVisible(raw)) {
    return line;
  }
  for (std::size_t i = 0; i < raw.size();) {
    const char32_t c = NextCodePoint(raw, i);
    if (!IsSpace(c)) {
      break;
    }
    line.indent += c == '\t' ? 8 - line.indent % 8 : (c == 0x3000 ? 2 : 1);
  }
  line.text = TrimSpace(raw);
  line.has_inner_tab = line.text.find('\t') != absl::string_view::npos;
  return line;
}

// Where "##Heading" begins behind text and a gap of two spaces or more; the end of the line for none.
std::size_t InnerHeading(absl::string_view raw) {
  constexpr std::size_t kMostSigns = 6;
  for (std::size_t at = raw.find("##"); at != absl::string_view::npos; at = raw.find("##", at)) {
    const std::size_t marker = at;
    at = std::min(raw.find_first_not_of('#', marker), raw.size());
    const absl::string_view before = raw.substr(0, marker);
    if (!HasVisible(before) || at - marker > kMostSigns ||
        !IsLetter(FirstCodePoint(TrimSpace(raw.substr(at))))) {
      continue;
    }
    const auto end = static_cast<std::size_t>(TrimSpace(before).end() - raw.begin());
    const absl::string_view gap = raw.substr(end, marker - end);
    if (CodePoints(gap).size() >= 2 && !absl::StrContains(gap, '\t')) {
      return marker;
    }
  }
  return raw.size();
}

int FullWidth(const Line& line) { return line.indent + DisplayWidth(line.text); }

absl::string_view FirstWord(absl::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t start = i;
    if (IsSpace(NextCodePoint(text, i))) {
      return text.substr(0, start);
    }
  }
  return text;
}

}  // namespace

std::vector<Line> ScanLines(absl::string_view text) {
  std::vector<Line> lines;
  std::size_t start = 0;
  for (int number = 1; start < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const absl::string_view raw = text.substr(start, end - start);
    const std::size_t heading = InnerHeading(raw);
    lines.push_back(ScanLine(raw.substr(0, heading), number));
    if (heading < raw.size()) {
      for (const absl::string_view part : {absl::string_view(), raw.substr(heading), absl::string_view()}) {
        lines.push_back(ScanLine(part, number));
      }
    }
    start = end + 1;
  }
  return lines;
}

std::vector<Group> FindGroups(const std::vector<Line>& lines, std::size_t begin, std::size_t end) {
  std::vector<Group> groups;
  for (std::size_t i = begin; i < end; ++i) {
    if (lines[i].blank()) {
      continue;
    }
    if (groups.empty() || groups.back().end != i) {
      groups.push_back({i, i});
    }
    groups.back().end = i + 1;
  }
  return groups;
}

int WrapWidth(const std::vector<Line>& lines) {
  std::vector<int> widths;  // of lines with text directly below
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].text.empty() || lines[i + 1].text.empty() || lines[i].has_inner_tab) {
      continue;
    }
    widths.push_back(FullWidth(lines[i]));
  }
  if (widths.size() < 4) {
    return 0;
  }
  std::sort(widths.begin(), widths.end());
  const int width = widths[widths.size() * 19 / 20];
  if (width > kWidestWrap || width < kNarrowestWrap) {
    return 0;
  }
  const auto full = std::count_if(widths.begin(), widths.end(), [&](int w) { return w * 4 >= width * 3; });
  return full * 2 > static_cast<long>(widths.size()) ? width : 0;
}

bool Continues(const Line& line, const Line& next, int wrap_width) {
  const char32_t first = FirstCodePoint(next.text);
  if (line.has_inner_tab || next.has_inner_tab ||
      (!IsLetterOrDigit(first) &&
       std::u32string_view(U"“‘«(\"'`/[「『").find(first) == std::u32string_view::npos)) {
    return false;
  }
  if (StartsWithLowerCase(next.text)) {
    return true;
  }
  if (wrap_width == 0) {
    return false;
  }
  const absl::string_view word = FirstWord(next.text);
  const bool no_spaces = IsWrittenWithoutSpaces(first);
  return FullWidth(line) + (no_spaces ? 2 : 1 + DisplayWidth(word)) >= wrap_width - 1;
}

void JoinWrapped(absl::string_view next, std::string& text) {
  const bool tight =
      (IsWrittenWithoutSpaces(LastCodePoint(text)) && IsWrittenWithoutSpaces(FirstCodePoint(next))) ||
      (text.size() > 1 && text.back() == '-' && text[text.size() - 2] != ' ' && StartsWithLowerCase(next));
  if (!text.empty() && !tight) {
    text.push_back(' ');
  }
  text.append(next.data(), next.size());
}

}  // namespace communique::text
