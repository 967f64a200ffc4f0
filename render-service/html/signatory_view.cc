#include "render-service/html/signatory_view.h"

#include <ctemplate/template_dictionary.h>

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "render-service/html/times.h"
#include "statement/signatory_headings.h"

namespace communique::render {
namespace {

using content::v1::Signatory;
using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kCount = STS_INIT(kCount, "COUNT");
const StaticTemplateString kDate = STS_INIT(kDate, "DATE");
const StaticTemplateString kDetail = STS_INIT(kDetail, "DETAIL");
const StaticTemplateString kErased = STS_INIT(kErased, "ERASED");
const StaticTemplateString kGroup = STS_INIT(kGroup, "GROUP");
const StaticTemplateString kGroupHeading = STS_INIT(kGroupHeading, "GROUP_HEADING");
const StaticTemplateString kIso = STS_INIT(kIso, "ISO");
const StaticTemplateString kLongList = STS_INIT(kLongList, "LONG_LIST");
const StaticTemplateString kMark = STS_INIT(kMark, "MARK");
const StaticTemplateString kMarkReason = STS_INIT(kMarkReason, "MARK_REASON");
const StaticTemplateString kMarkTime = STS_INIT(kMarkTime, "MARK_TIME");
const StaticTemplateString kName = STS_INIT(kName, "NAME");
const StaticTemplateString kNamed = STS_INIT(kNamed, "NAMED");
const StaticTemplateString kRepresentative = STS_INIT(kRepresentative, "REPRESENTATIVE");
const StaticTemplateString kSignatories = STS_INIT(kSignatories, "SIGNATORIES");
const StaticTemplateString kSignatory = STS_INIT(kSignatory, "SIGNATORY");
const StaticTemplateString kStruck = STS_INIT(kStruck, "STRUCK");
const StaticTemplateString kText = STS_INIT(kText, "TEXT");
const StaticTemplateString kWhat = STS_INIT(kWhat, "WHAT");

// From here on a list is set in columns.
constexpr size_t kLongListFrom = 12;

std::string NameOf(const Signatory& signatory) {
  switch (signatory.party_case()) {
    case Signatory::kOrganisation:
      return signatory.organisation().name();
    case Signatory::kPerson:
      return signatory.person().name();
    case Signatory::kState:
      return signatory.state().name();
    case Signatory::PARTY_NOT_SET:
      return "";
  }
  return "";
}

std::string Joined(const std::string& a, const std::string& b, const std::string& separator) {
  return a.empty() || b.empty() ? a + b : absl::StrCat(a, separator, b);
}

// What stands behind the name.
std::string DetailOf(const Signatory& signatory, const std::string& separator) {
  if (signatory.has_organisation()) {
    const content::v1::Organisation& organisation = signatory.organisation();
    const std::string& short_form = organisation.abbreviation();
    return Joined(short_form.empty() ? "" : absl::StrCat("(", short_form, ")"), organisation.country(),
                  separator);
  }
  return Joined(signatory.person().title(), signatory.person().affiliation(), separator);
}

bool IsWithdrawn(const Signatory& signatory) {
  return signatory.status() == content::v1::SIGNATORY_STATUS_WITHDRAWN;
}

void AddMark(const Signatory& signatory, const PageLanguage& language, TemplateDictionary& view) {
  if (!IsWithdrawn(signatory) && signatory.status() != content::v1::SIGNATORY_STATUS_CORRECTED) return;
  TemplateDictionary* mark = view.AddSectionDictionary(kMark);
  mark->SetValue(kWhat, language.word(IsWithdrawn(signatory) ? "withdrawn" : "corrected"));
  if (signatory.has_change_time()) {
    TemplateDictionary* time = mark->AddSectionDictionary(kMarkTime);
    time->SetValue(kIso, IsoSecond(signatory.change_time()));
    time->SetValue(kDate, language.formats.FormatDay(UtcDayOf(signatory.change_time())));
  }
  mark->SetValueAndShowSection(kText, signatory.change_reason(), kMarkReason);
}

void AddSignatory(const Signatory& signatory, const PageLanguage& language, TemplateDictionary& group) {
  TemplateDictionary* view = group.AddSectionDictionary(kSignatory);
  if (signatory.erased()) {
    view->ShowSection(kErased);
  } else {
    view->AddSectionDictionary(kNamed)->SetValue(kName, NameOf(signatory));
  }
  if (IsWithdrawn(signatory)) view->ShowSection(kStruck);
  view->SetValueAndShowSection(kText, DetailOf(signatory, language.word("separator")), kDetail);
  view->SetValueAndShowSection(kText, signatory.state().represented_by(), kRepresentative);
  AddMark(signatory, language, *view);
}

}  // namespace

void AddSignatories(const std::vector<Signatory>& signatories, const PageLanguage& language,
                    TemplateDictionary& page) {
  if (signatories.empty()) return;
  TemplateDictionary* section = page.AddSectionDictionary(kSignatories);
  const auto withdrawn = std::count_if(signatories.begin(), signatories.end(), IsWithdrawn);
  section->SetValue(kCount, language.formats.FormatInteger(static_cast<int64_t>(signatories.size()) -
                                                           static_cast<int64_t>(withdrawn)));
  for (const SignatoryGroup& listed : GroupByHeading(signatories)) {
    TemplateDictionary* group = section->AddSectionDictionary(kGroup);
    group->SetValueAndShowSection(kText, listed.heading, kGroupHeading);
    if (listed.signatories.size() >= kLongListFrom) group->ShowSection(kLongList);
    for (const Signatory* signatory : listed.signatories) AddSignatory(*signatory, language, *group);
  }
}

}  // namespace communique::render
