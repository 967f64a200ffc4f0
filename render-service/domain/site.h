#ifndef COMMUNIQUE_RENDER_SERVICE_DOMAIN_SITE_H_
#define COMMUNIQUE_RENDER_SERVICE_DOMAIN_SITE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "communique/content/v1/section.pb.h"
#include "communique/content/v1/signatory.pb.h"
#include "communique/content/v1/statement.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace communique::render {

// The public state that the site shows, as values.

// What a person sets for a site. Read once at start; its digest is a part of the renderer version.
struct SiteSettings {
  std::string name = "Communique";
  // Absolute, http or https, no trailing slash: "https://statements.example.org".
  std::string base_url = "http://localhost:8080";
  // Of the root page; BCP 47.
  std::string default_language = "en";
  // Publisher as named in JSON-LD and feeds; the site's name where empty.
  std::string publisher;
  // Plain text at the foot of every page; may be empty.
  std::string footer;
  // http, https or mailto address for readers; may be empty.
  std::string contact;
  // Newest entries on home, section pages and feeds.
  int32_t front_entries = 20;
};

// All that is public of one statement. Its page is a function of this, the sections and the settings.
struct PublicStatement {
  content::v1::Statement statement;
  // Oldest first, without the live one.
  std::vector<content::v1::Edition> earlier_editions;
  // In the order of display.
  std::vector<content::v1::Signatory> signatories;
};

// A day as the site sorts and files by; month and day may be 0 where unknown.
struct Day {
  int32_t year = 0;
  int32_t month = 0;
  int32_t day = 0;

  friend auto operator<=>(const Day&, const Day&) = default;
};

Day UtcDayOf(const google::protobuf::Timestamp& time);

// The day a statement is filed under: content.publication_date, else the UTC day of first publication.
Day FilingDay(const content::v1::Statement& statement);

// One line of an index or feed: enough to show and sort it without the text.
struct IndexEntry {
  std::string statement;  // "statements/{id}"
  std::string path;       // "/en/press/a-title/"
  std::string language;
  std::string section;  // "sections/{id}"
  std::string title;
  std::string subtitle;
  std::string author_line;
  std::string place;
  // First words of the text, at most 300 bytes, cut at a word.
  std::string summary;
  Day day;
  content::v1::PublicState state = content::v1::PUBLIC_STATE_LIVE;
  // Microseconds since 1970, for feeds.
  int64_t first_publish_time = 0;
  int64_t last_major_time = 0;

  friend bool operator==(const IndexEntry&, const IndexEntry&) = default;
};

IndexEntry MakeIndexEntry(const content::v1::Statement& statement);

// Newest first: by day, then first publication, then name, so that the order is total.
bool IsListedBefore(const IndexEntry& a, const IndexEntry& b);

// A section and those above it, highest first; the last one is the section itself.
using SectionTrail = std::vector<content::v1::Section>;

// The title in a language, else in the default language, else the first one there is by tag.
std::string SectionTitle(const content::v1::Section& section, const std::string& language,
                         const std::string& default_language);

// A year and how many statements are filed in it.
struct YearCount {
  int32_t year = 0;
  int64_t count = 0;
};

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_DOMAIN_SITE_H_
