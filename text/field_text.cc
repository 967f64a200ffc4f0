#include "text/field_text.h"

#include <cstddef>

#include "text/characters.h"
#include "text/signatory_lines.h"

namespace communique::text {
namespace {

// Punctuation between parts does not count, unless there is nothing else.
std::string Key(absl::string_view text) {
  std::string key = LettersAndDigits(text);
  return key.empty() ? WithoutSpace(text) : key;
}

}  // namespace

FieldText::FieldText(const Imported& imported) {
  const content::v1::Content& content = imported.content;
  Add(content.title());
  Add(content.subtitle());
  Add(content.author_line());
  AddTogether(content.place(), content.letter_date().text());
  for (const content::v1::SourceHeadLine& line : content.source_head()) {
    AddTogether(line.label(), line.value());
  }
  std::string group;
  for (const content::v1::Signatory& signatory : imported.signatories) {
    if (signatory.group_heading() != group) {
      group = signatory.group_heading();
      Add(group);
    }
    Add(PrintedSignatory(signatory));
  }
}

bool FieldText::TakeTogether(absl::string_view text) {
  const auto pairs = together_.find(Key(text));
  if (pairs == together_.end() || pairs->second.empty()) {
    return false;
  }
  const auto [a, b] = pairs->second.back();
  pairs->second.pop_back();
  return TakePart(a) && TakePart(b);
}

bool FieldText::Take(absl::string_view text) { return TakePart(Key(text)); }

bool FieldText::Has(absl::string_view text) const {
  const auto found = parts_.find(Key(text));
  return found != parts_.end() && found->second > 0;
}

// An empty field is no field: it would be found everywhere.
void FieldText::Add(absl::string_view text) {
  if (std::string key = Key(text); !key.empty()) {
    ++parts_[std::move(key)];
  }
}

// Two parts that may stand in one line or in two, in either order.
void FieldText::AddTogether(absl::string_view a, absl::string_view b) {
  Add(a);
  Add(b);
  const std::string first = Key(a);
  const std::string second = Key(b);
  if (!first.empty() && !second.empty()) {
    together_[first + second].emplace_back(first, second);
    together_[second + first].emplace_back(first, second);
  }
}

bool FieldText::TakePart(const std::string& key) {
  const auto found = parts_.find(key);
  if (found == parts_.end() || found->second == 0) {
    return false;
  }
  --found->second;
  return true;
}

}  // namespace communique::text
