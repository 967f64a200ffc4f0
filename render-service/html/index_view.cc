#include "render-service/html/index_view.h"

#include <ctemplate/template_dictionary.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "render-service/domain/site_layout.h"
#include "render-service/html/entry_view.h"
#include "render-service/html/way_here_view.h"
#include "statement/language.h"

namespace communique::render {
namespace {

using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kCount = STS_INIT(kCount, "COUNT");
const StaticTemplateString kDoor = STS_INIT(kDoor, "DOOR");
const StaticTemplateString kFeed = STS_INIT(kFeed, "FEED");
const StaticTemplateString kHeadline = STS_INIT(kHeadline, "HEADLINE");
const StaticTemplateString kIsCurrent = STS_INIT(kIsCurrent, "IS_CURRENT");
const StaticTemplateString kLanguages = STS_INIT(kLanguages, "LANGUAGES");
const StaticTemplateString kName = STS_INIT(kName, "NAME");
const StaticTemplateString kSection = STS_INIT(kSection, "SECTION");
const StaticTemplateString kSections = STS_INIT(kSections, "SECTIONS");
const StaticTemplateString kTag = STS_INIT(kTag, "TAG");
const StaticTemplateString kTagDirection = STS_INIT(kTagDirection, "TAG_DIRECTION");
const StaticTemplateString kUrl = STS_INIT(kUrl, "URL");
const StaticTemplateString kYear = STS_INIT(kYear, "YEAR");
const StaticTemplateString kYears = STS_INIT(kYears, "YEARS");

std::string IdOf(const content::v1::Section& section) {
  return std::string(absl::StripPrefix(section.name(), "sections/"));
}

// "/en/" for the home, else "/en/press/".
std::string PathOf(const std::string& language, const SectionTrail& trail) {
  return trail.empty() ? HomePath(language) : SectionPath(language, IdOf(trail.back()));
}

std::string FeedPathOf(const std::string& language, const SectionTrail& trail) {
  return trail.empty() ? FeedPath(language) : SectionFeedPath(language, IdOf(trail.back()));
}

std::string TitleOf(const std::string& language, const SectionTrail& trail, const SiteSettings& settings) {
  return trail.empty() ? "" : SectionTitle(trail.back(), language, settings.default_language);
}

void AddYears(const std::vector<YearCount>& years, int32_t current, const std::string& section,
              const Addresses& addresses, const PageLanguage& language, TemplateDictionary& main) {
  if (years.empty()) return;
  TemplateDictionary* nav = main.AddSectionDictionary(kYears);
  for (const YearCount& year : years) {
    TemplateDictionary* item = nav->AddSectionDictionary(kYear);
    item->SetValue(kName, language.formats.FormatDay({.year = year.year}));
    item->SetValue(kCount, language.formats.FormatInteger(year.count));
    item->SetValue(kUrl, addresses.Link(SectionYearPath(language.tag, section, year.year)));
    if (year.year == current) item->ShowSection(kIsCurrent);
  }
}

// The sections above the one that the page is of; none for the home itself.
SectionTrail Above(const SectionTrail& trail) { return SectionTrail(trail.begin(), trail.end() - 1); }

}  // namespace

PageFrame RootFrame(const RootView& view) {
  PageFrame frame;
  frame.path = "/";
  frame.home_path = "/";
  if (!view.newest.empty()) frame.feed_path = FeedPath(view.newest.front().language);
  return frame;
}

void FillRoot(const RootView& view, const Addresses& addresses, const PageLanguage& language,
              TemplateDictionary& main) {
  if (!view.languages.empty()) {
    TemplateDictionary* nav = main.AddSectionDictionary(kLanguages);
    for (const std::string& tag : view.languages) {
      TemplateDictionary* door = nav->AddSectionDictionary(kDoor);
      door->SetValue(kTag, tag);
      door->SetValue(kTagDirection, DirectionOf(tag));
      door->SetValue(kName, LanguageOwnName(tag));
      door->SetValue(kUrl, addresses.Link(HomePath(tag)));
    }
  }
  AddEntries(view.newest, addresses, language, main);
}

PageFrame FrontFrame(const FrontView& view, const SiteSettings& settings) {
  PageFrame frame;
  frame.title = TitleOf(view.language, view.trail, settings);
  frame.path = PathOf(view.language, view.trail);
  frame.home_path = HomePath(view.language);
  frame.feed_path = FeedPathOf(view.language, view.trail);
  for (const std::string& language : view.languages) {
    frame.languages.push_back({language, PathOf(language, view.trail)});
  }
  return frame;
}

void FillFront(const FrontView& view, const SiteSettings& settings, const Addresses& addresses,
               const PageLanguage& language, TemplateDictionary& main) {
  const bool is_home = view.trail.empty();
  main.SetValue(kHeadline,
                is_home ? language.word("statements") : TitleOf(view.language, view.trail, settings));
  if (!is_home) {
    AddWayHere(StepsTo(Above(view.trail), language, settings.default_language), addresses, main);
  }
  if (!view.subsections.empty()) {
    TemplateDictionary* nav = main.AddSectionDictionary(kSections);
    for (const content::v1::Section& section : view.subsections) {
      TemplateDictionary* item = nav->AddSectionDictionary(kSection);
      item->SetValue(kName, SectionTitle(section, view.language, settings.default_language));
      item->SetValue(kUrl, addresses.Link(SectionPath(view.language, IdOf(section))));
    }
  }
  AddEntries(view.newest, addresses, language, main);
  // Years are pages of a section.
  if (!is_home) AddYears(view.years, 0, IdOf(view.trail.back()), addresses, language, main);
  main.AddSectionDictionary(kFeed)->SetValue(kUrl, addresses.Link(FeedPathOf(view.language, view.trail)));
}

PageFrame YearFrame(const YearView& view, const SiteSettings& settings, const PageLanguage& language) {
  PageFrame frame;
  frame.title = absl::StrCat(TitleOf(view.language, view.trail, settings), " ",
                             language.formats.FormatDay({.year = view.year}));
  frame.path = SectionYearPath(view.language, IdOf(view.trail.back()), view.year);
  frame.home_path = HomePath(view.language);
  frame.feed_path = FeedPathOf(view.language, view.trail);
  return frame;
}

void FillYear(const YearView& view, const SiteSettings& settings, const Addresses& addresses,
              const PageLanguage& language, TemplateDictionary& main) {
  main.SetValue(kHeadline, YearFrame(view, settings, language).title);
  AddWayHere(StepsTo(view.trail, language, settings.default_language), addresses, main);
  AddEntries(view.entries, addresses, language, main);
  AddYears(view.years, view.year, IdOf(view.trail.back()), addresses, language, main);
}

}  // namespace communique::render
