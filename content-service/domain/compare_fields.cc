#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "content-service/domain/compare_stages.h"

namespace communique::content {
namespace {

// "2024-05-16", "2024-05", "2024": as much of a day as is known.
std::string DayText(bool is_set, const v1::Date& date) {
  if (!is_set) return "";
  std::string text = absl::StrFormat("%04d", date.year());
  if (date.month() != 0) absl::StrAppendFormat(&text, "-%02d", date.month());
  if (date.day() != 0) absl::StrAppendFormat(&text, "-%02d", date.day());
  return text;
}

// "major".
std::string SeverityText(const v1::ChangeNote& note) {
  if (note.severity() == v1::CHANGE_SEVERITY_UNSPECIFIED) return "";
  const std::string name = v1::ChangeSeverity_Name(note.severity());
  return absl::AsciiStrToLower(absl::StripPrefix(name, "CHANGE_SEVERITY_"));
}

std::string HeadText(const v1::Content& content) {
  std::string text;
  for (const v1::SourceHeadLine& line : content.source_head()) {
    absl::StrAppend(&text, text.empty() ? "" : "\n", line.label(), ": ", line.value());
  }
  return text;
}

struct FieldText {
  const char* field;
  std::string text;
  // Prose is compared word by word; of anything else the whole is another.
  bool is_prose = false;
};

// The same fields in the same order for every content.
std::vector<FieldText> FieldTexts(const v1::Content& content) {
  const v1::SignatureCall& call = content.signature_call();
  return {
      {"title", content.title(), true},
      {"subtitle", content.subtitle(), true},
      {"author_line", content.author_line(), true},
      {"letter_date.text", content.letter_date().text(), true},
      {"letter_date.date", DayText(content.letter_date().has_date(), content.letter_date().date())},
      {"publication_date", DayText(content.has_publication_date(), content.publication_date())},
      {"place", content.place(), true},
      {"change_note.severity", SeverityText(content.change_note())},
      {"change_note.text", content.change_note().text(), true},
      {"source_uri", content.source_uri()},
      {"source_head", HeadText(content), true},
      {"section", content.section()},
      {"slug", content.slug()},
      {"signature_call.open", call.open() ? "true" : ""},
      {"signature_call.stated_count", call.stated_count() == 0 ? "" : absl::StrCat(call.stated_count())},
  };
}

}  // namespace

void CompareFields(const ContentPair& contents, WordComparison& words, v1::Comparison& comparison) {
  const std::vector<FieldText> before = FieldTexts(contents.from);
  const std::vector<FieldText> after = FieldTexts(contents.to);
  for (size_t i = 0; i < before.size(); ++i) {
    if (before[i].text == after[i].text) continue;
    v1::FieldDifference& difference = *comparison.add_fields();
    difference.set_field(before[i].field);
    if (before[i].is_prose) {
      *difference.mutable_words() = words.Compare(before[i].text, after[i].text);
    } else {
      difference.mutable_words()->MergeFrom(WholeText(v1::DIFFERENCE_KIND_REMOVED, before[i].text));
      difference.mutable_words()->MergeFrom(WholeText(v1::DIFFERENCE_KIND_ADDED, after[i].text));
    }
  }
}

}  // namespace communique::content
