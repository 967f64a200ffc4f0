#include "text/front_matter.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "text/characters.h"
#include "text/dates.h"
#include "text/head_words.h"
#include "text/label_value.h"

namespace communique::text {
namespace {

constexpr std::size_t kLongestPart = 500;  // bytes, as the content rules have it
constexpr std::size_t kMostParts = 50;

// "title: On the river"; a list or a text below a key is set in, or begins with a hyphen.
bool IsPart(absl::string_view line) {
  if (!HasVisible(line) || line[0] == ' ' || line[0] == '-' || line[0] == '#') {
    return line.size() <= kLongestPart;
  }
  const absl::string_view key = SplitLabelValue(line).label;
  return line.size() <= kLongestPart && !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
         });
}

absl::string_view WithoutQuotes(absl::string_view text) {
  const bool quoted =
      text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

void TakePart(absl::string_view line, Imported& imported) {
  content::v1::SourceHeadLine& head = *imported.content.add_source_head();
  const bool has_key = !line.empty() && absl::ascii_isalnum(static_cast<unsigned char>(line[0]));
  const LabelValue pair = has_key ? SplitLabelValue(line) : LabelValue{"", TrimSpace(line)};
  const absl::string_view value = WithoutQuotes(pair.value);
  head.set_label(std::string(pair.label));
  head.set_value(std::string(value));
  if (pair.label == "title") {
    imported.content.set_title(std::string(value));
  }
  const bool tells_day = IsPublishedLabel(pair.label) || IsDateLabel(pair.label);
  if (const auto date = tells_day ? ReadDate(value) : std::nullopt; date && !date->ambiguous) {
    *imported.content.mutable_publication_date() = date->date;
  }
}

}  // namespace

std::string TakeFrontMatter(absl::string_view markdown, Imported& imported) {
  const std::vector<absl::string_view> lines = absl::StrSplit(markdown, '\n');
  std::size_t end = 1;
  while (end < lines.size() && lines[end] != "---" && end <= kMostParts && IsPart(lines[end])) {
    ++end;
  }
  if (lines[0] != "---" || end < 2 || end >= lines.size() || lines[end] != "---" ||
      SplitLabelValue(lines[1]).label.empty()) {
    return std::string(markdown);
  }
  std::size_t bytes = lines[0].size() + lines[end].size() + 2;
  for (std::size_t i = 1; i < end; ++i) {
    bytes += lines[i].size() + 1;
    if (HasVisible(lines[i])) {
      TakePart(lines[i], imported);
    }
  }
  imported.findings.push_back({1, "the front matter is kept in source_head and not shown"});
  return std::string(end + 1, '\n') + std::string(markdown.substr(std::min(bytes, markdown.size())));
}

}  // namespace communique::text
