#include "render-service/html/feed_view.h"

#include <ctemplate/template_dictionary.h>

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "render-service/domain/site_layout.h"
#include "render-service/html/times.h"

namespace communique::render {
namespace {

using ctemplate::StaticTemplateString;
using ctemplate::TemplateDictionary;

const StaticTemplateString kAuthor = STS_INIT(kAuthor, "AUTHOR");
const StaticTemplateString kBucket = STS_INIT(kBucket, "BUCKET");
const StaticTemplateString kEntry = STS_INIT(kEntry, "ENTRY");
const StaticTemplateString kEntryId = STS_INIT(kEntryId, "ENTRY_ID");
const StaticTemplateString kEntryUpdated = STS_INIT(kEntryUpdated, "ENTRY_UPDATED");
const StaticTemplateString kFeedUrl = STS_INIT(kFeedUrl, "FEED_URL");
const StaticTemplateString kHeadline = STS_INIT(kHeadline, "HEADLINE");
const StaticTemplateString kLanguage = STS_INIT(kLanguage, "LANGUAGE");
const StaticTemplateString kMark = STS_INIT(kMark, "MARK");
const StaticTemplateString kPageUrl = STS_INIT(kPageUrl, "PAGE_URL");
const StaticTemplateString kPublished = STS_INIT(kPublished, "PUBLISHED");
const StaticTemplateString kPublisher = STS_INIT(kPublisher, "PUBLISHER");
const StaticTemplateString kSummary = STS_INIT(kSummary, "SUMMARY");
const StaticTemplateString kTag = STS_INIT(kTag, "TAG");
const StaticTemplateString kText = STS_INIT(kText, "TEXT");
const StaticTemplateString kTitle = STS_INIT(kTitle, "TITLE");
const StaticTemplateString kUpdated = STS_INIT(kUpdated, "UPDATED");
const StaticTemplateString kUrl = STS_INIT(kUrl, "URL");
const StaticTemplateString kWhat = STS_INIT(kWhat, "WHAT");

void AddEntry(const IndexEntry& entry, const Addresses& addresses, const PageLanguage& language,
              TemplateDictionary& feed) {
  TemplateDictionary* view = feed.AddSectionDictionary(kEntry);
  view->SetValue(kEntryId, addresses.TagUri(entry));
  view->SetValue(kTitle, entry.title);
  view->SetValue(kTag, entry.language);
  view->SetValue(kUrl, addresses.Absolute(entry.path));
  view->SetValue(kPublished, IsoSecondOfMicroseconds(entry.first_publish_time));
  view->SetValue(kEntryUpdated, IsoSecondOfMicroseconds(entry.last_major_time));
  view->SetValueAndShowSection(kText, entry.author_line, kAuthor);
  if (entry.state == content::v1::PUBLIC_STATE_WITHDRAWN) {
    view->AddSectionDictionary(kMark)->SetValue(kWhat, language.word("withdrawn"));
  }
  view->SetValue(kSummary, entry.summary);
}

}  // namespace

void FillFeed(const FeedView& view, const SiteSettings& settings, const Addresses& addresses,
              const PageLanguage& language, TemplateDictionary& feed) {
  const bool whole_language = view.trail.empty();
  const std::string section =
      whole_language ? "" : std::string(absl::StripPrefix(view.trail.back().name(), "sections/"));
  feed.SetValue(kLanguage, view.language);
  feed.SetValue(kFeedUrl, addresses.Absolute(whole_language ? FeedPath(view.language)
                                                            : SectionFeedPath(view.language, section)));
  feed.SetValue(kPageUrl, addresses.Absolute(whole_language ? HomePath(view.language)
                                                            : SectionPath(view.language, section)));
  feed.SetValue(kHeadline, whole_language ? settings.name
                                          : absl::StrCat(SectionTitle(view.trail.back(), view.language,
                                                                      settings.default_language),
                                                         " – ", settings.name));
  feed.SetValue(kPublisher, settings.publisher.empty() ? settings.name : settings.publisher);
  int64_t updated = 0;
  for (const IndexEntry& entry : view.entries) {
    updated = std::max(updated, entry.last_major_time);
    AddEntry(entry, addresses, language, feed);
  }
  feed.SetValue(kUpdated, IsoSecondOfMicroseconds(updated));
}

void FillSitemap(const SitemapView& view, const Addresses& addresses, TemplateDictionary& sitemap) {
  for (const IndexEntry& entry : view.entries) {
    TemplateDictionary* url = sitemap.AddSectionDictionary(kEntry);
    url->SetValue(kUrl, addresses.Absolute(entry.path));
    url->SetValue(kUpdated, IsoSecondOfMicroseconds(entry.last_major_time));
  }
}

void FillSitemapIndex(const std::vector<SitemapBucket>& buckets, const Addresses& addresses,
                      TemplateDictionary& index) {
  for (const SitemapBucket& bucket : buckets) {
    index.AddSectionDictionary(kBucket)->SetValue(
        kUrl, addresses.Absolute(SitemapPath(bucket.language, bucket.year)));
  }
}

}  // namespace communique::render
