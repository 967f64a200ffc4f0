#include "render-service/html/page_frame.h"

#include <ctemplate/template_dictionary.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "render-service/domain/site_layout.h"
#include "statement/language.h"

namespace communique::render {
namespace {

using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kCanonical = STS_INIT(kCanonical, "CANONICAL");
const StaticTemplateString kCanonicalUrl = STS_INIT(kCanonicalUrl, "CANONICAL_URL");
const StaticTemplateString kContactMail = STS_INIT(kContactMail, "CONTACT_MAIL");
const StaticTemplateString kContactWeb = STS_INIT(kContactWeb, "CONTACT_WEB");
const StaticTemplateString kDescription = STS_INIT(kDescription, "DESCRIPTION");
const StaticTemplateString kDirection = STS_INIT(kDirection, "DIRECTION");
const StaticTemplateString kFeedLink = STS_INIT(kFeedLink, "FEED_LINK");
const StaticTemplateString kFooter = STS_INIT(kFooter, "FOOTER");
const StaticTemplateString kFormatLink = STS_INIT(kFormatLink, "FORMAT_LINK");
const StaticTemplateString kHeadline = STS_INIT(kHeadline, "HEADLINE");
const StaticTemplateString kHomeUrl = STS_INIT(kHomeUrl, "HOME_URL");
const StaticTemplateString kHreflang = STS_INIT(kHreflang, "HREFLANG");
const StaticTemplateString kIsCurrent = STS_INIT(kIsCurrent, "IS_CURRENT");
const StaticTemplateString kJsonLd = STS_INIT(kJsonLd, "JSON_LD");
const StaticTemplateString kLanguage = STS_INIT(kLanguage, "LANGUAGE");
const StaticTemplateString kLanguageLink = STS_INIT(kLanguageLink, "LANGUAGE_LINK");
const StaticTemplateString kLanguageNav = STS_INIT(kLanguageNav, "LANGUAGE_NAV");
const StaticTemplateString kLocale = STS_INIT(kLocale, "LOCALE");
const StaticTemplateString kMail = STS_INIT(kMail, "MAIL");
const StaticTemplateString kName = STS_INIT(kName, "NAME");
const StaticTemplateString kNoIndex = STS_INIT(kNoIndex, "NO_INDEX");
const StaticTemplateString kOpenGraph = STS_INIT(kOpenGraph, "OPEN_GRAPH");
const StaticTemplateString kOpenGraphImage = STS_INIT(kOpenGraphImage, "OPEN_GRAPH_IMAGE");
const StaticTemplateString kPageTitle = STS_INIT(kPageTitle, "PAGE_TITLE");
const StaticTemplateString kSiteName = STS_INIT(kSiteName, "SITE_NAME");
const StaticTemplateString kStructuredData = STS_INIT(kStructuredData, "STRUCTURED_DATA");
const StaticTemplateString kStylesheetUrl = STS_INIT(kStylesheetUrl, "STYLESHEET_URL");
const StaticTemplateString kTag = STS_INIT(kTag, "TAG");
const StaticTemplateString kTagDirection = STS_INIT(kTagDirection, "TAG_DIRECTION");
const StaticTemplateString kText = STS_INIT(kText, "TEXT");
const StaticTemplateString kType = STS_INIT(kType, "TYPE");
const StaticTemplateString kUrl = STS_INIT(kUrl, "URL");

// The marker of a word in templates: "signatories" is {{WORD_SIGNATORIES}}.
struct WordMarker {
  std::string name;
  std::string marker;
  StaticTemplateString key;
};

// Made once, since a key that is not static takes a lock of the whole process each time.
std::vector<WordMarker>* MakeWordMarkers() {
  auto* markers = new std::vector<WordMarker>;
  for (const std::string& name : WordNames()) {
    markers->push_back({name, absl::StrCat("WORD_", absl::AsciiStrToUpper(name)), {}});
  }
  for (WordMarker& marker : *markers) {
    marker.key = {{marker.marker.data(), marker.marker.size(), 0}};
    const ctemplate::StaticTemplateStringInitializer initializer(&marker.key);
  }
  return markers;
}

void ShareWords(const PageLanguage& language, TemplateDictionary& page) {
  static const std::vector<WordMarker>* markers = MakeWordMarkers();
  for (const WordMarker& marker : *markers) {
    page.SetTemplateGlobalValueWithoutCopy(marker.key, language.word(marker.name));
  }
}

void AddLanguages(const PageFrame& frame, const Addresses& addresses, const PageLanguage& language,
                  TemplateDictionary& page) {
  if (frame.languages.size() < 2) return;
  TemplateDictionary* nav = page.AddSectionDictionary(kLanguageNav);
  for (const PageFrame::LanguageLink& link : frame.languages) {
    TemplateDictionary* alternate = page.AddSectionDictionary(kHreflang);
    alternate->SetValue(kTag, link.language);
    alternate->SetValue(kUrl, addresses.Absolute(link.path));
    TemplateDictionary* item = nav->AddSectionDictionary(kLanguageLink);
    item->SetValue(kTag, link.language);
    item->SetValue(kTagDirection, DirectionOf(link.language));
    item->SetValue(kName, LanguageOwnName(link.language));
    item->SetValue(kUrl, addresses.Link(link.path));
    if (link.language == language.tag) item->ShowSection(kIsCurrent);
  }
}

void AddFooter(const SiteSettings& settings, TemplateDictionary& page) {
  page.SetValueAndShowSection(kText, settings.footer, kFooter);
  if (IsWebAddress(settings.contact)) {
    page.SetValueAndShowSection(kUrl, CleanAddress(settings.contact), kContactWeb);
  } else if (IsMailAddress(settings.contact)) {
    page.SetValueAndShowSection(kMail, CleanAddress(WithoutMailScheme(settings.contact)), kContactMail);
  }
}

void AddOpenGraph(const PageFrame& frame, const SiteSettings& settings, const Addresses& addresses,
                  const PageLanguage& language, TemplateDictionary& page) {
  TemplateDictionary* open_graph = page.AddSectionDictionary(kOpenGraph);
  open_graph->SetValue(kType, frame.open_graph_type);
  open_graph->SetValue(kHeadline, frame.title.empty() ? settings.name : frame.title);
  open_graph->SetValue(kLocale, absl::StrReplaceAll(language.tag, {{"-", "_"}}));
  if (!frame.preview_image_path.empty()) {
    open_graph->AddSectionDictionary(kOpenGraphImage)
        ->SetValue(kUrl, addresses.Absolute(frame.preview_image_path));
  }
}

}  // namespace

void FillPageFrame(const PageFrame& frame, const SiteSettings& settings, const Addresses& addresses,
                   const PageLanguage& language, TemplateDictionary& page) {
  page.SetTemplateGlobalValue(kLanguage, language.tag);
  page.SetTemplateGlobalValue(kDirection, language.direction);
  page.SetTemplateGlobalValue(kSiteName, settings.name);
  page.SetTemplateGlobalValue(kHomeUrl, addresses.Link(frame.home_path));
  page.SetTemplateGlobalValue(kStylesheetUrl, addresses.Link(StylesheetPath()));
  ShareWords(language, page);
  page.SetValue(kPageTitle,
                frame.title.empty() ? settings.name : absl::StrCat(frame.title, " – ", settings.name));
  page.SetValueAndShowSection(kText, frame.description, kDescription);
  if (frame.path.empty()) {
    page.ShowSection(kNoIndex);
  } else {
    page.SetTemplateGlobalValue(kCanonicalUrl, addresses.Absolute(frame.path));
    page.ShowSection(kCanonical);
    AddOpenGraph(frame, settings, addresses, language, page);
  }
  AddLanguages(frame, addresses, language, page);
  for (const PageFrame::FormatLink& format : frame.formats) {
    TemplateDictionary* link = page.AddSectionDictionary(kFormatLink);
    link->SetValue(kType, format.media_type);
    link->SetValue(kUrl, addresses.Link(format.path));
  }
  if (!frame.feed_path.empty()) {
    TemplateDictionary* link = page.AddSectionDictionary(kFeedLink);
    link->SetValue(kName, frame.title.empty() ? settings.name : frame.title);
    link->SetValue(kUrl, addresses.Link(frame.feed_path));
  }
  if (!frame.structured_data.empty()) {
    page.AddSectionDictionary(kStructuredData)->SetValue(kJsonLd, frame.structured_data);
  }
  AddFooter(settings, page);
}

}  // namespace communique::render
