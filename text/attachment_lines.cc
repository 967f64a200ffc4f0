#include "text/attachment_lines.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "text/characters.h"
#include "text/label_value.h"
#include "text/section_words.h"

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

void AddFiles(std::size_t line, const std::vector<std::string>& names, Announcement& announcement) {
  for (const std::string& name : names) {
    announcement.files.push_back({line, name});
  }
  announcement.end = line + 1;
}

// What line `i` announces with the lines below it; no files where it announces none.
Announcement ReadAnnouncement(const std::vector<Line>& lines, std::size_t i) {
  const LabelValue pair = lines[i].blank() ? LabelValue{} : SplitLabelValue(lines[i].text);
  Announcement announcement{std::string(pair.label), {}, i, i + 1};
  if (pair.label.empty() || !IsAttachmentLabel(pair.label)) {
    return announcement;
  }
  if (!pair.value.empty()) {
    AddFiles(i, FileNames(pair.value), announcement);
    return announcement;
  }
  for (std::size_t below = i + 1; below < lines.size() && !lines[below].blank(); ++below) {
    const std::vector<std::string> names = FileNames(lines[below].text);
    if (names.empty()) {
      break;
    }
    AddFiles(below, names, announcement);
  }
  return announcement;
}

// First by name; then a single announced file and a single file that are left.
void MatchFiles(absl::Span<const std::string> files, std::vector<AttachmentLine>& announced) {
  std::vector<std::size_t> left;
  for (std::size_t f = 0; f < files.size(); ++f) {
    const auto line = std::find_if(announced.begin(), announced.end(), [&](const AttachmentLine& one) {
      return !one.file && absl::EqualsIgnoreCase(one.file_name, files[f]);
    });
    if (line == announced.end()) {
      left.push_back(f);
    } else {
      line->file = f;
    }
  }
  const auto is_open = [](const AttachmentLine& line) { return !line.file; };
  if (left.size() == 1 && std::count_if(announced.begin(), announced.end(), is_open) == 1) {
    std::find_if(announced.begin(), announced.end(), is_open)->file = left.front();
  }
}

void KeepInSourceHead(const Announcement& announcement, const std::vector<Line>& lines, Imported& imported) {
  for (std::size_t i = announcement.begin; i < announcement.end; ++i) {
    content::v1::SourceHeadLine& head = *imported.content.add_source_head();
    const LabelValue pair =
        i == announcement.begin ? SplitLabelValue(lines[i].text) : LabelValue{"", lines[i].text};
    head.set_label(std::string(pair.label));
    head.set_value(std::string(pair.value));
  }
}

}  // namespace

bool AnnouncesFile(absl::string_view line) {
  const LabelValue pair = SplitLabelValue(line);
  return IsAttachmentLabel(pair.label) && !FileNames(pair.value).empty();
}

std::vector<Announcement> SetAttachmentLinesAside(std::vector<Line>& lines) {
  std::vector<Announcement> found;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Announcement announcement = ReadAnnouncement(lines, i);
    if (announcement.files.empty()) {
      continue;
    }
    for (; i < announcement.end; ++i) {
      lines[i].taken = true;
    }
    --i;
    found.push_back(std::move(announcement));
  }
  return found;
}

void SettleAttachmentLines(const std::vector<Announcement>& announcements,
                           absl::Span<const std::string> files, std::vector<Line>& lines,
                           Imported& imported) {
  std::vector<AttachmentLine> announced;
  for (const Announcement& announcement : announcements) {
    for (const Announcement::File& file : announcement.files) {
      announced.push_back({announcement.label, file.name, lines[file.line].number, std::nullopt});
    }
  }
  MatchFiles(files, announced);
  auto line = announced.begin();
  for (const Announcement& announcement : announcements) {
    const auto end = line + static_cast<std::ptrdiff_t>(announcement.files.size());
    if (std::all_of(line, end, [](const AttachmentLine& one) { return one.file.has_value(); })) {
      KeepInSourceHead(announcement, lines, imported);
    } else {
      for (std::size_t i = announcement.begin; i < announcement.end; ++i) {
        lines[i].taken = false;
      }
    }
    line = end;
  }
  imported.attachment_lines = std::move(announced);
}

}  // namespace communique::text
