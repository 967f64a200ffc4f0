#include "render-service/html/edition_view.h"

#include <ctemplate/template_dictionary.h>

#include <string>
#include <vector>

#include "render-service/html/times.h"

namespace communique::render {
namespace {

using content::v1::EditionSummary;
using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kChangeNote = STS_INIT(kChangeNote, "CHANGE_NOTE");
const StaticTemplateString kDate = STS_INIT(kDate, "DATE");
const StaticTemplateString kEdition = STS_INIT(kEdition, "EDITION");
const StaticTemplateString kErased = STS_INIT(kErased, "ERASED");
const StaticTemplateString kIso = STS_INIT(kIso, "ISO");
const StaticTemplateString kIsMinor = STS_INIT(kIsMinor, "IS_MINOR");
const StaticTemplateString kName = STS_INIT(kName, "NAME");
const StaticTemplateString kText = STS_INIT(kText, "TEXT");

void AddEdition(const EditionSummary& edition, const PageLanguage& language, TemplateDictionary& page) {
  TemplateDictionary* view = page.AddSectionDictionary(kEdition);
  view->SetValue(kName,
                 WithNumber(language.word("edition"), language.formats.FormatInteger(edition.number())));
  view->SetValue(kIso, IsoSecond(edition.publish_time()));
  view->SetValue(kDate, language.formats.FormatDay(UtcDayOf(edition.publish_time())));
  if (edition.erased()) view->ShowSection(kErased);
  if (edition.change_note().text().empty()) return;
  TemplateDictionary* note = view->AddSectionDictionary(kChangeNote);
  note->SetValue(kText, edition.change_note().text());
  if (edition.change_note().severity() == content::v1::CHANGE_SEVERITY_MINOR) note->ShowSection(kIsMinor);
}

}  // namespace

void AddEditions(const content::v1::Statement& statement, const PageLanguage& language,
                 TemplateDictionary& page) {
  for (auto edition = statement.editions().rbegin(); edition != statement.editions().rend(); ++edition) {
    AddEdition(*edition, language, page);
  }
  if (!statement.editions().empty()) return;
  // Told without its history.
  EditionSummary live;
  live.set_number(statement.live().number());
  *live.mutable_publish_time() = statement.live().publish_time();
  AddEdition(live, language, page);
}

}  // namespace communique::render
