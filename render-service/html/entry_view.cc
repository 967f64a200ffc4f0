#include "render-service/html/entry_view.h"

#include <ctemplate/template_dictionary.h>

#include "render-service/html/times.h"

namespace communique::render {
namespace {

using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kDate = STS_INIT(kDate, "DATE");
const StaticTemplateString kEntries = STS_INIT(kEntries, "ENTRIES");
const StaticTemplateString kEntry = STS_INIT(kEntry, "ENTRY");
const StaticTemplateString kIso = STS_INIT(kIso, "ISO");
const StaticTemplateString kMark = STS_INIT(kMark, "MARK");
const StaticTemplateString kNewest = STS_INIT(kNewest, "NEWEST");
const StaticTemplateString kNothing = STS_INIT(kNothing, "NOTHING");
const StaticTemplateString kSubtitle = STS_INIT(kSubtitle, "SUBTITLE");
const StaticTemplateString kSummary = STS_INIT(kSummary, "SUMMARY");
const StaticTemplateString kTag = STS_INIT(kTag, "TAG");
const StaticTemplateString kTagDirection = STS_INIT(kTagDirection, "TAG_DIRECTION");
const StaticTemplateString kText = STS_INIT(kText, "TEXT");
const StaticTemplateString kTitle = STS_INIT(kTitle, "TITLE");
const StaticTemplateString kUrl = STS_INIT(kUrl, "URL");
const StaticTemplateString kWhat = STS_INIT(kWhat, "WHAT");

void AddEntry(const IndexEntry& entry, const Addresses& addresses, const PageLanguage& language,
              TemplateDictionary& list) {
  TemplateDictionary* view = list.AddSectionDictionary(kEntry);
  view->SetValue(kTag, entry.language);
  view->SetValue(kTagDirection, DirectionOf(entry.language));
  view->SetValue(kUrl, addresses.Link(entry.path));
  view->SetValue(kTitle, entry.title);
  view->SetValue(kIso, IsoDay(entry.day));
  view->SetValue(kDate, language.formats.FormatDay(entry.day));
  if (entry.state == content::v1::PUBLIC_STATE_WITHDRAWN) {
    view->AddSectionDictionary(kMark)->SetValue(kWhat, language.word("withdrawn"));
  }
  view->SetValueAndShowSection(kText, entry.subtitle, kSubtitle);
  view->SetValueAndShowSection(kText, entry.summary, kSummary);
}

}  // namespace

void AddEntries(const std::vector<IndexEntry>& entries, const Addresses& addresses,
                const PageLanguage& language, TemplateDictionary& main) {
  if (entries.empty()) return main.ShowSection(kNothing);
  TemplateDictionary* list = main.AddSectionDictionary(kNewest)->AddIncludeDictionary(kEntries);
  list->SetFilename("entries.html");
  for (const IndexEntry& entry : entries) AddEntry(entry, addresses, language, *list);
}

}  // namespace communique::render
