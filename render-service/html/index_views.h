#ifndef COMMUNIQUE_RENDER_SERVICE_HTML_INDEX_VIEWS_H_
#define COMMUNIQUE_RENDER_SERVICE_HTML_INDEX_VIEWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "render-service/domain/site.h"

namespace communique::render {

// What each index page, feed and sitemap shows, as values. Whoever fills them sorts them; the pages
// show them in the order given.

// The home of a language, or a section in a language: the newest entries and the ways on.
struct FrontView {
  std::string language;
  // Empty for the home.
  SectionTrail trail;
  // Public sections directly below (of the top level for the home).
  std::vector<content::v1::Section> subsections;
  std::vector<IndexEntry> newest;
  // Newest first.
  std::vector<YearCount> years;
  // All languages that this page exists in, sorted, this one included.
  std::vector<std::string> languages;
};

// /index.html: the ways into each language.
struct RootView {
  std::vector<std::string> languages;
  // Newest of the default language (or of the first language where that has none).
  std::vector<IndexEntry> newest;
};

// All of one section in one year.
struct YearView {
  std::string language;
  SectionTrail trail;
  int32_t year = 0;
  std::vector<IndexEntry> entries;
  std::vector<YearCount> years;
};

struct FeedView {
  std::string language;
  // Empty for the feed of a whole language.
  SectionTrail trail;
  std::vector<IndexEntry> entries;
};

struct SitemapView {
  std::string language;
  int32_t year = 0;
  std::vector<IndexEntry> entries;
};

struct SitemapBucket {
  std::string language;
  int32_t year = 0;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_HTML_INDEX_VIEWS_H_
