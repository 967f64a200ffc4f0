// The rules of what stands beside a content: signatories and sections.

#include <string>

#include "absl/strings/str_cat.h"
#include "content-service/domain/statement_rules.h"
#include "content-service/domain/text_rules.h"
#include "statement/language.h"
#include "statement/names.h"
#include "statement/utf8.h"

namespace communique::content {
namespace {

constexpr size_t kLongestName = 500;
constexpr size_t kLongestTitle = 200;
constexpr int kMostTitles = 200;

void CheckText(absl::string_view field, absl::string_view name, absl::string_view text, size_t most_bytes,
               FieldViolations& violations) {
  const std::string wrong = WrongInText(text, most_bytes);
  if (!wrong.empty()) violations.Add(absl::StrCat(field, ".", name), wrong);
}

void CheckName(absl::string_view field, absl::string_view name, FieldViolations& violations) {
  if (IsBlank(name)) {
    violations.Add(absl::StrCat(field, ".name"), "must not be empty");
  }
  CheckText(field, "name", name, kLongestName, violations);
}

void CheckParty(const v1::Signatory& signatory, absl::string_view field, FieldViolations& violations) {
  switch (signatory.party_case()) {
    case v1::Signatory::kOrganisation: {
      const std::string party = absl::StrCat(field, ".organisation");
      CheckName(party, signatory.organisation().name(), violations);
      CheckText(party, "abbreviation", signatory.organisation().abbreviation(), kLongestName, violations);
      CheckText(party, "country", signatory.organisation().country(), kLongestName, violations);
      return;
    }
    case v1::Signatory::kPerson: {
      const std::string party = absl::StrCat(field, ".person");
      CheckName(party, signatory.person().name(), violations);
      CheckText(party, "affiliation", signatory.person().affiliation(), kLongestName, violations);
      CheckText(party, "title", signatory.person().title(), kLongestName, violations);
      return;
    }
    case v1::Signatory::kState: {
      const std::string party = absl::StrCat(field, ".state");
      CheckName(party, signatory.state().name(), violations);
      CheckText(party, "represented_by", signatory.state().represented_by(), kLongestName, violations);
      return;
    }
    case v1::Signatory::PARTY_NOT_SET:
      violations.Add(field, "names nobody; set organisation, person or state");
  }
}

// "organisation", "person" or "state"; empty where no party is set.
absl::string_view KindOfParty(const v1::Signatory& signatory) {
  return signatory.has_organisation() ? "organisation"
         : signatory.has_person()     ? "person"
         : signatory.has_state()      ? "state"
                                      : "";
}

void CheckHeading(const v1::Signatory& signatory, absl::string_view field, FieldViolations& violations) {
  CheckText(field, "group_heading", signatory.group_heading(), kLongestName, violations);
}

}  // namespace

void CheckSignatory(const v1::Signatory& signatory, absl::string_view field, FieldViolations& violations) {
  CheckHeading(signatory, field, violations);
  CheckParty(signatory, field, violations);
}

void CheckCorrection(const v1::Signatory& signatory, const std::vector<std::string>& update_mask,
                     absl::string_view field, FieldViolations& violations) {
  if (update_mask.empty()) return CheckSignatory(signatory, field, violations);
  for (const std::string& name : update_mask) {
    if (name == "group_heading") {
      CheckHeading(signatory, field, violations);
    } else if (name == "organisation" || name == "person" || name == "state") {
      if (name == KindOfParty(signatory)) {
        CheckParty(signatory, field, violations);
      } else {
        violations.Add("update_mask",
                       absl::StrCat("names \"", name, "\", which is not what ", field, " has set"));
      }
    } else if (name != "display_order") {
      violations.Add("update_mask", absl::StrCat(QuoteForMessage(name),
                                                 " cannot be corrected; name organisation, person or state, "
                                                 "display_order, group_heading"));
    }
  }
}

void CheckSection(const v1::Section& section, absl::string_view field, FieldViolations& violations) {
  const std::string titles = absl::StrCat(field, ".titles");
  if (section.titles().empty()) violations.Add(titles, "needs a title in at least one language");
  if (section.titles_size() > kMostTitles) {
    violations.Add(titles, absl::StrCat("has more than ", kMostTitles, " languages"));
  }
  for (const auto& [language, title] : section.titles()) {
    const std::string entry = absl::StrCat(titles, "[\"", language, "\"]");
    if (const auto canonical = CanonicalLanguage(language); !canonical.ok()) {
      violations.Add(entry, canonical.status().message());
    } else if (*canonical != language) {
      violations.Add(entry, absl::StrCat("write the language as \"", *canonical, "\""));
    }
    if (IsBlank(title)) violations.Add(entry, "must not be empty");
    if (const std::string wrong = WrongInText(title, kLongestTitle); !wrong.empty())
      violations.Add(entry, wrong);
  }
  if (section.parent().empty()) return;
  if (const auto parent = ParseSectionName(section.parent()); !parent.ok()) {
    violations.Add(absl::StrCat(field, ".parent"), parent.status().message());
  }
}

}  // namespace communique::content
