#include "text/headings.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "text/attachment_lines.h"
#include "text/characters.h"
#include "text/dates.h"
#include "text/name_words.h"
#include "text/phrases.h"

namespace communique::text {
namespace {

constexpr int kWidestHeading = 80;
constexpr int kDeepestLevel = 4;

// "## Heading" or "##Heading": bytes of the marker, 0 for none. One "#" needs a space: "#1" is a number.
std::size_t MarkerLength(absl::string_view text) {
  const std::size_t hashes = std::min(text.find_first_not_of('#'), text.size());
  if (hashes == 0 || hashes > 6) {
    return 0;
  }
  const absl::string_view rest = TrimSpace(text.substr(hashes));
  const bool spaced = rest.size() != text.size() - hashes;
  return !HasLetterOrDigit(rest) || (hashes == 1 && !spaced) ? 0 : text.size() - rest.size();
}

std::size_t CountDigits(absl::string_view text) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size();) {
    digits += DigitValue(NextCodePoint(text, i)) >= 0 ? 1 : 0;
  }
  return digits;
}

// It ends with a word that calls for another: "The flood came in", "Wir trafen uns am".
bool EndsUnfinished(absl::string_view text) {
  static const auto* const words =
      new Phrases({"a | an | the | and | or | of | in | on | at | to | for | by | with | from",
                   "le | la | les | de | du | des | et | ou | en | à | au | aux | par | pour | sur",
                   "el | los | las | del | y | e | o | con | por", "em | da | do | dos | das | com",
                   "der | die | den | dem | und | oder | am | im | vom | von | zum | zur | mit | für | bei",
                   "dan | di | ke | dari | yang | pada | untuk"});
  const std::size_t space = text.rfind(' ');
  return space != absl::string_view::npos && words->HasExactly(text.substr(space + 1));
}

// "The flood came in" above "2014. Then the water stayed.": one sentence, no list that begins with "1.".
bool GoesOnWithNumber(const std::vector<Line>& lines, const Body& body, const std::vector<Group>& groups,
                      std::size_t g) {
  if (g + 1 >= groups.size() || !EndsUnfinished(lines[groups[g].begin].text)) {
    return false;
  }
  const std::size_t next = groups[g + 1].begin;
  const std::vector<LabelReading>& readings = body.lines[next].label.readings;
  return DigitValue(FirstCodePoint(lines[next].text)) >= 0 &&
         (readings.empty() || readings[0].path != std::vector<int>{1});
}

bool StandsAsHeading(const std::vector<Line>& lines, const Body& body, const std::vector<Group>& groups,
                     std::size_t g) {
  const Group& group = groups[g];
  const BodyLine& line = body.lines[group.begin];
  if (group.size() != 1 || line.kind != LineKind::kText || !line.label.label.empty() ||
      line.heading_level != 0) {
    return false;
  }
  // What a colon announces is no heading.
  if (g > 0 && EndsWithColon(lines[groups[g - 1].end - 1].text)) {
    return false;
  }
  // "The Rt. Hon. Jane Doe" has signed; "File : scan.jpg" is a file.
  if (StartsWithPersonalTitle(lines[group.begin].text) || AnnouncesFile(lines[group.begin].text)) {
    return false;
  }
  return LooksLikeHeading(lines[group.begin].text) && !GoesOnWithNumber(lines, body, groups, g);
}

void MarkRun(const std::vector<Line>& lines, const std::vector<Group>& groups, std::size_t first,
             std::size_t count, Body& body) {
  const auto level = [&](std::size_t i) -> int& { return body.lines[groups[first + i].begin].heading_level; };
  if (count == 0) {
    return;
  }
  level(count - 1) = 1;
  if (count == 2 && DisplayWidth(lines[groups[first].begin].text) <= 60) {
    level(0) = 1;
    level(1) = 2;
  } else if (count == 3) {
    level(0) = 1;
  }
}

}  // namespace

bool LooksLikeHeading(absl::string_view text) {
  if (text.size() > 400 || DisplayWidth(text) > kWidestHeading || !HasLetterOrDigit(text) ||
      StartsWithLowerCase(text) || EndsOpen(text)) {
    return false;
  }
  const char32_t last = LastCodePoint(text);
  const bool question = last == U'?' || last == U'？' || last == U'؟';
  if (EndsSentence(text) && !question) {
    return false;
  }
  const char32_t first = FirstCodePoint(text);
  if (!IsLetterOrDigit(first) &&
      std::u32string_view(U"“\"‘«「『《¿(").find(first) == std::u32string_view::npos) {
    return false;
  }
  for (const absl::string_view sign : {"@", "<", "[", "\t", "://", "="}) {
    if (absl::StrContains(text, sign)) {
      return false;
    }
  }
  return CountDigits(text) < 8 && !ReadDate(text);
}

void MarkHeadings(const std::vector<Line>& lines, Body& body) {
  const std::vector<Group> groups = FindGroups(lines, body.begin, body.end);
  for (const Group& group : groups) {
    BodyLine& line = body.lines[group.begin];
    const std::size_t marker = MarkerLength(lines[group.begin].text);
    if (group.size() == 1 && line.kind == LineKind::kText && marker > 0) {
      const std::size_t hashes = lines[group.begin].text.find_first_not_of('#');
      line.heading_level = std::min(static_cast<int>(hashes), kDeepestLevel);
      line.marker = marker;
      line.label = {};
    }
  }
  std::size_t count = 0;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (StandsAsHeading(lines, body, groups, g)) {
      ++count;
      continue;
    }
    MarkRun(lines, groups, g - count, count, body);
    count = 0;
  }
  // What ends the text has nothing under it.
  if (count > 1) {
    MarkRun(lines, groups, groups.size() - count, count - 1, body);
  }
}

}  // namespace communique::text
