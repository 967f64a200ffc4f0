#include "content-service/domain/change_selector.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "content-service/domain/messages.h"
#include "content-service/domain/stored_statement.h"
#include "statement/digest.h"
#include "statement/errors.h"
#include "statement/language.h"
#include "statement/names.h"

namespace communique::content {
namespace {

constexpr int kMostEntries = 100;

void CheckCount(const char* field, int count, FieldViolations& violations) {
  if (count <= kMostEntries) return;
  violations.Add(absl::StrCat("filter.", field),
                 absl::StrCat("has ", count, " entries; at most ", kMostEntries,
                              " are allowed, or leave it empty for all"));
}

}  // namespace

absl::Status CheckFilter(const v1::ChangeFilter& filter) {
  FieldViolations violations;
  CheckCount("sections", filter.sections_size(), violations);
  CheckCount("languages", filter.languages_size(), violations);
  CheckCount("kinds", filter.kinds_size(), violations);
  for (int i = 0; i < filter.sections_size(); ++i) {
    if (const auto id = ParseSectionName(filter.sections(i)); !id.ok()) {
      violations.Add(absl::StrCat("filter.sections[", i, "]"), id.status().message());
    }
  }
  for (int i = 0; i < filter.languages_size(); ++i) {
    const auto language = CanonicalLanguage(filter.languages(i));
    if (!language.ok() || *language != filter.languages(i)) {
      violations.Add(absl::StrCat("filter.languages[", i, "]"),
                     language.ok() ? absl::StrCat("write it as \"", *language, "\"")
                                   : std::string(language.status().message()));
    }
  }
  for (int i = 0; i < filter.kinds_size(); ++i) {
    if (!v1::ChangeKind_IsValid(filter.kinds(i)) || filter.kinds(i) == v1::CHANGE_KIND_UNSPECIFIED) {
      violations.Add(absl::StrCat("filter.kinds[", i, "]"), "is not a known kind");
    }
  }
  return violations.ToStatus();
}

ChangeSelector::ChangeSelector(v1::View view, const v1::ChangeFilter& filter)
    : view_(view == v1::VIEW_EDITORIAL ? v1::VIEW_EDITORIAL : v1::VIEW_PUBLIC),
      languages_(filter.languages().begin(), filter.languages().end()),
      kinds_(filter.kinds().begin(), filter.kinds().end()) {
  for (const std::string& name : filter.sections()) {
    if (const auto id = ParseSectionName(name); id.ok()) sections_.insert(*id);
  }
}

bool ChangeSelector::Selects(const stored::v1::StatementRow& row) const {
  return IsVisible(row, view_) && SelectsFiledAs(row);
}

bool ChangeSelector::SelectsPathsOf(const stored::v1::StatementRow& row) const {
  return LiveEdition(row) != nullptr && SelectsFiledAs(row);
}

bool ChangeSelector::SelectsFiledAs(const stored::v1::StatementRow& row) const {
  if (!languages_.empty() && !languages_.contains(row.language())) return false;
  return sections_.empty() || sections_.contains(SectionIn(row, view_));
}

std::string ChangeSelector::Fingerprint() const {
  return Sha256Hex(absl::StrCat(static_cast<int>(view_), "|", absl::StrJoin(sections_, ","), "|",
                                absl::StrJoin(languages_, ","), "|", absl::StrJoin(kinds_, ",")))
      .substr(0, 16);
}

}  // namespace communique::content
