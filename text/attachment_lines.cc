#include "text/attachment_lines.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "text/characters.h"
#include "text/label_value.h"
#include "text/vocabulary.h"

namespace communique::text {
namespace {

// "name.ext", one that a site could publish: no path, an extension of two to five letters or digits.
bool IsFileName(absl::string_view text) {
  const std::size_t dot = text.rfind('.');
  if (text.empty() || text.size() > 200 || dot == absl::string_view::npos || dot == 0 ||
      text.find_first_of("/\\<>\t") != absl::string_view::npos || absl::StrContains(text, "://")) {
    return false;
  }
  const absl::string_view extension = text.substr(dot + 1);
  return extension.size() >= 2 && extension.size() <= 5 &&
         std::all_of(extension.begin(), extension.end(),
                     [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); }) &&
         std::any_of(extension.begin(), extension.end(),
                     [](char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); });
}

// The file names that a value lists; empty where it is anything else.
std::vector<std::string> FileNames(absl::string_view value) {
  if (IsFileName(value) && !absl::StrContains(value, ", ")) {
    return {std::string(value)};
  }
  std::vector<std::string> names;
  for (absl::string_view part : absl::StrSplit(value, absl::ByAnyChar(",;"))) {
    part = TrimSpace(part);
    if (!IsFileName(part)) {
      return {};
    }
    names.emplace_back(part);
  }
  return names;
}

void Take(Line& line, absl::string_view label, const std::vector<std::string>& names,
          std::vector<AttachmentLine>& taken) {
  for (const std::string& name : names) {
    taken.push_back({std::string(label), name, std::string(line.text), line.number});
  }
  line.taken = true;
}

}  // namespace

std::vector<AttachmentLine> TakeAttachmentLines(std::vector<Line>& lines) {
  std::vector<AttachmentLine> taken;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const LabelValue pair = lines[i].blank() ? LabelValue{} : SplitLabelValue(lines[i].text);
    if (pair.label.empty() || !IsAttachmentLabel(pair.label)) {
      continue;
    }
    if (!pair.value.empty()) {
      if (const std::vector<std::string> names = FileNames(pair.value); !names.empty()) {
        Take(lines[i], pair.label, names, taken);
      }
      continue;
    }
    std::size_t end = i + 1;
    while (end < lines.size() && !lines[end].blank() && !FileNames(lines[end].text).empty()) {
      Take(lines[end], pair.label, FileNames(lines[end].text), taken);
      ++end;
    }
    if (end > i + 1) {
      lines[i].taken = true;
      i = end - 1;
    }
  }
  return taken;
}

}  // namespace communique::text
