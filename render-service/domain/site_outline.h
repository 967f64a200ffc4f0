#ifndef COMMUNIQUE_RENDER_SERVICE_DOMAIN_SITE_OUTLINE_H_
#define COMMUNIQUE_RENDER_SERVICE_DOMAIN_SITE_OUTLINE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "render-service/domain/site.h"

namespace communique::render {

// The shape of the site without its texts: the sections, and how many statements are listed where. It
// tells which index pages there are. A value: small (a number for each language, section and year), so
// that it is kept in memory and copied to compare before and after. Sections are named "sections/{id}";
// an empty name stands for the whole language.
class SiteOutline {
 public:
  void PutSection(const content::v1::Section& section);
  void RemoveSection(const std::string& name) { sections_.erase(name); }
  void Add(const IndexEntry& entry) { Change(entry, 1); }
  // `entry` was added before.
  void Remove(const IndexEntry& entry) { Change(entry, -1); }
  // Many at once, as they are counted in a store.
  void AddCount(const std::string& language, const std::string& section, int32_t year, int64_t count);

  const content::v1::Section* FindSection(const std::string& name) const;
  // Highest first; an unknown section stands alone, with its name only. A ring of parents is cut.
  SectionTrail TrailOf(const std::string& section) const;
  // By display order, then name. Of the top level for an empty name.
  std::vector<content::v1::Section> SectionsBelow(const std::string& section) const;

  // Languages in which anything is listed, sorted.
  std::vector<std::string> Languages() const;
  // Whether the section, or one below it, lists anything in the language: then it has a page.
  bool HasPage(const std::string& language, const std::string& section) const;
  // Languages in which the section has a page, sorted.
  std::vector<std::string> LanguagesOf(const std::string& section) const;
  // Years in which anything is filed in the section itself, newest first.
  std::vector<YearCount> Years(const std::string& language, const std::string& section) const;
  // The year and the ones beside it, as far as they are there, newest first.
  std::vector<YearCount> YearsAround(const std::string& language, const std::string& section,
                                     int32_t year) const;
  int64_t CountIn(const std::string& language, const std::string& section, int32_t year) const;

  const std::map<std::string, content::v1::Section>& sections() const { return sections_; }

 private:
  // Zero counts are not kept.
  using Counts = std::map<int32_t, int64_t>;

  void Change(const IndexEntry& entry, int64_t by);
  const Counts& CountsOf(const std::string& language, const std::string& section) const;

  std::map<std::string, content::v1::Section> sections_;
  // Language, section (empty for all), year.
  std::map<std::string, std::map<std::string, Counts>> counts_;
};

// Whether both show the same: title in every language, place in the tree and order.
bool IsSameSection(const content::v1::Section& a, const content::v1::Section& b);

}  // namespace communique::render

#endif  // COMMUNIQUE_RENDER_SERVICE_DOMAIN_SITE_OUTLINE_H_
