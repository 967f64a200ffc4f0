#include "render-service/domain/site_outline.h"

#include <algorithm>
#include <tuple>

namespace communique::render {

void SiteOutline::PutSection(const content::v1::Section& section) { sections_[section.name()] = section; }

void SiteOutline::AddCount(const std::string& language, const std::string& section, int32_t year,
                           int64_t count) {
  auto& of_language = counts_[language];
  Counts& of_section = of_language[section];
  if ((of_section[year] += count) == 0) of_section.erase(year);
  if (of_section.empty()) of_language.erase(section);
  if (of_language.empty()) counts_.erase(language);
}

void SiteOutline::Change(const IndexEntry& entry, int64_t by) {
  AddCount(entry.language, entry.section, entry.day.year, by);
  AddCount(entry.language, "", entry.day.year, by);
}

const content::v1::Section* SiteOutline::FindSection(const std::string& name) const {
  const auto found = sections_.find(name);
  return found == sections_.end() ? nullptr : &found->second;
}

SectionTrail SiteOutline::TrailOf(const std::string& section) const {
  SectionTrail trail;
  for (const auto* step = FindSection(section); step != nullptr && trail.size() < sections_.size();
       step = FindSection(step->parent())) {
    trail.push_back(*step);
  }
  std::reverse(trail.begin(), trail.end());
  if (trail.empty() && !section.empty()) trail.emplace_back().set_name(section);
  return trail;
}

std::vector<content::v1::Section> SiteOutline::SectionsBelow(const std::string& section) const {
  std::vector<content::v1::Section> below;
  for (const auto& [name, candidate] : sections_) {
    if (candidate.parent() == section) below.push_back(candidate);
  }
  std::sort(below.begin(), below.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.display_order(), a.name()) < std::tuple(b.display_order(), b.name());
  });
  return below;
}

std::vector<std::string> SiteOutline::Languages() const {
  std::vector<std::string> languages;
  for (const auto& [language, sections] : counts_) languages.push_back(language);
  return languages;
}

bool SiteOutline::HasPage(const std::string& language, const std::string& section) const {
  if (!CountsOf(language, section).empty()) return true;
  const auto of_language = counts_.find(language);
  if (of_language == counts_.end()) return false;
  return std::any_of(of_language->second.begin(), of_language->second.end(), [&](const auto& entry) {
    const SectionTrail trail = TrailOf(entry.first);
    return std::any_of(trail.begin(), trail.end(), [&](const auto& step) { return step.name() == section; });
  });
}

std::vector<std::string> SiteOutline::LanguagesOf(const std::string& section) const {
  std::vector<std::string> languages;
  for (const std::string& language : Languages()) {
    if (HasPage(language, section)) languages.push_back(language);
  }
  return languages;
}

std::vector<YearCount> SiteOutline::Years(const std::string& language, const std::string& section) const {
  std::vector<YearCount> years;
  for (const auto& [year, count] : CountsOf(language, section)) years.push_back({year, count});
  std::reverse(years.begin(), years.end());
  return years;
}

std::vector<YearCount> SiteOutline::YearsAround(const std::string& language, const std::string& section,
                                                int32_t year) const {
  const Counts& counts = CountsOf(language, section);
  std::vector<YearCount> around;
  const auto at_or_after = counts.lower_bound(year);
  const auto after = counts.upper_bound(year);
  if (after != counts.end()) around.push_back({after->first, after->second});
  if (at_or_after != after) around.push_back({year, at_or_after->second});
  if (at_or_after != counts.begin()) {
    const auto before = std::prev(at_or_after);
    around.push_back({before->first, before->second});
  }
  return around;
}

int64_t SiteOutline::CountIn(const std::string& language, const std::string& section, int32_t year) const {
  const Counts& counts = CountsOf(language, section);
  const auto found = counts.find(year);
  return found == counts.end() ? 0 : found->second;
}

const SiteOutline::Counts& SiteOutline::CountsOf(const std::string& language,
                                                 const std::string& section) const {
  static const Counts& none = *new Counts;
  const auto of_language = counts_.find(language);
  if (of_language == counts_.end()) return none;
  const auto of_section = of_language->second.find(section);
  return of_section == of_language->second.end() ? none : of_section->second;
}

bool IsSameSection(const content::v1::Section& a, const content::v1::Section& b) {
  // Titles are a map, whose bytes come in no fixed order.
  const auto titles = [](const content::v1::Section& section) {
    return std::map<std::string, std::string>(section.titles().begin(), section.titles().end());
  };
  return a.parent() == b.parent() && a.display_order() == b.display_order() && titles(a) == titles(b);
}

}  // namespace communique::render
