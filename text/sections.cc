#include "text/sections.h"

#include "absl/strings/match.h"
#include "text/characters.h"
#include "text/dates.h"
#include "text/section_words.h"

namespace communique::text {
namespace {

constexpr int kWidestContactLine = 300;

bool HoldsAddress(absl::string_view text) {
  if (absl::StrContains(text, "@") || absl::StrContains(text, "://") || absl::StrContains(text, "www.")) {
    return true;
  }
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size();) {
    digits += DigitValue(NextCodePoint(text, i)) >= 0 ? 1 : 0;
  }
  return digits >= 6;
}

bool IsContactGroup(const std::vector<Line>& lines, const Group& group, bool first) {
  bool address = false;
  for (std::size_t i = group.begin; i < group.end; ++i) {
    if (DisplayWidth(lines[i].text) > kWidestContactLine || lines[i].has_inner_tab) {
      return false;
    }
    // What follows a contact is none where it says when the statement was signed.
    if (!first && (ReadDate(lines[i].text) || ReadPlaceAndDate(lines[i].text))) {
      return false;
    }
    address = address || HoldsAddress(lines[i].text);
  }
  return address && (first || group.size() <= 6) && (first || DisplayWidth(lines[group.begin].text) <= 100);
}

class Splitter {
 public:
  explicit Splitter(const std::vector<Line>& lines)
      : lines_(lines), groups_(FindGroups(lines, 0, lines.size())) {}

  std::vector<Section> Split() {
    Section open{SectionKind::kText, 0, 0};
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const std::size_t begin = groups_[g].begin;
      if (open.kind == SectionKind::kText && IsNotesHeading(lines_[begin].text) && HasTextBelow(g)) {
        Close(open, begin, SectionKind::kNotesToEditors);
      } else if (IsContactHeading(lines_[begin].text)) {
        if (const std::size_t behind = EndOfContact(g); behind > begin + 1) {
          Close(open, begin, SectionKind::kContact);
          Close(open, behind, SectionKind::kText);
          while (g + 1 < groups_.size() && groups_[g + 1].begin < behind) {
            ++g;
          }
        }
      }
    }
    Close(open, lines_.size(), SectionKind::kText);
    return sections_;
  }

 private:
  void Close(Section& open, std::size_t at, SectionKind next) {
    open.end = at;
    if (open.end > open.begin) {
      sections_.push_back(open);
    }
    open = {next, at, at};
  }

  bool HasTextBelow(std::size_t g) const { return groups_[g].size() > 1 || g + 1 < groups_.size(); }

  // The line behind the contact that group `g` heads; its own heading line + 1 where nothing belongs to it.
  std::size_t EndOfContact(std::size_t g) const {
    const Group& own = groups_[g];
    std::size_t end = own.begin + 1;
    if (own.size() > 1) {
      if (!IsContactGroup(lines_, {own.begin + 1, own.end}, true)) {
        return end;
      }
      end = own.end;
    }
    for (std::size_t next = g + 1; next < groups_.size(); ++next) {
      if (IsContactHeading(lines_[groups_[next].begin].text) ||
          IsNotesHeading(lines_[groups_[next].begin].text) ||
          !IsContactGroup(lines_, groups_[next], end == own.begin + 1)) {
        break;
      }
      end = groups_[next].end;
    }
    return end;
  }

  const std::vector<Line>& lines_;
  const std::vector<Group> groups_;
  std::vector<Section> sections_;
};

}  // namespace

std::vector<Section> SplitSections(const std::vector<Line>& lines) { return Splitter(lines).Split(); }

std::size_t EndOfStatement(const std::vector<Line>& lines, const std::vector<Section>& sections) {
  std::size_t end = lines.size();
  for (const Section& section : sections) {
    if (section.kind != SectionKind::kText) {
      end = section.begin;
      break;
    }
  }
  while (end > 0 && (lines[end - 1].blank() || lines[end - 1].text[0] == '[')) {
    --end;
  }
  return end;
}

}  // namespace communique::text
