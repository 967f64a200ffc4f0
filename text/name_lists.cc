#include "text/name_lists.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "text/characters.h"
#include "text/section_words.h"
#include "text/signatory_lines.h"

namespace communique::text {
namespace {

constexpr std::size_t kMostWordsOfName = 6;

// "Jane Doe [<jane@example.org>] [message]" without what stands in brackets behind the name.
absl::string_view WithoutBrackets(absl::string_view text) {
  return TrimSpace(text.substr(0, std::min(text.find_first_of("[<("), text.size())));
}

bool ReadsLikeName(absl::string_view text) {
  const absl::string_view name = WithoutBrackets(text);
  const std::vector<absl::string_view> words = absl::StrSplit(name, ' ', absl::SkipEmpty());
  const auto small = std::count_if(words.begin(), words.end(), StartsWithLowerCase);
  return words.size() <= kMostWordsOfName && small * 2 <= static_cast<long>(words.size()) &&
         ReadSignatory(name).has_value();
}

bool HasNumber(const BodyLine& line) {
  return line.kind == LineKind::kText && !line.label.readings.empty() &&
         line.label.readings[0].form.numerals == Numerals::kDecimal;
}

// The numbered lines below `heading`, up to the next one; none where they are no names.
std::vector<std::size_t> NamesBelow(const std::vector<Line>& lines, const Body& body, std::size_t heading) {
  std::vector<std::size_t> names;
  for (std::size_t i = heading + 1; i < body.end && body.lines[i].heading_level == 0; ++i) {
    if (lines[i].blank() || !HasNumber(body.lines[i])) {
      continue;
    }
    if (!ReadsLikeName(lines[i].text.substr(body.lines[i].label.rest))) {
      return {};
    }
    names.push_back(i);
  }
  return names;
}

}  // namespace

void KeepNamesAsLines(const std::vector<Line>& lines, Body& body, std::vector<Finding>& findings) {
  for (std::size_t i = body.begin; i < body.end; ++i) {
    if (body.lines[i].heading_level == 0 || !IsBackersHeading(lines[i].text)) {
      continue;
    }
    const std::vector<std::size_t> names = NamesBelow(lines, body, i);
    if (names.size() < 2) {
      continue;
    }
    for (const std::size_t name : names) {
      body.lines[name].label = {};
      body.lines[name].own_line = true;
    }
    findings.push_back(
        {lines[i].number, absl::StrCat("the numbered names below \"", lines[i].text,
                                       "\" were kept as lines of text: they are no clauses, and "
                                       "nothing says that they signed")});
  }
}

}  // namespace communique::text
