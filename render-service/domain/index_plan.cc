#include "render-service/domain/index_plan.h"

#include <set>

namespace communique::render {
namespace {

OutputKey FrontKey(const std::string& language, const std::string& section) {
  return {.type = OutputType::kFront, .language = language, .section = section};
}
OutputKey FeedKey(const std::string& language, const std::string& section) {
  return {.type = OutputType::kFeed, .language = language, .section = section};
}
OutputKey YearKey(const std::string& language, const std::string& section, int32_t year) {
  return {.type = OutputType::kYear, .language = language, .section = section, .year = year};
}
OutputKey SitemapKey(const std::string& language, int32_t year) {
  return {.type = OutputType::kSitemap, .language = language, .year = year};
}

const std::string& ParentOf(const SiteOutline& outline, const std::string& section) {
  static const std::string& none = *new std::string;
  const content::v1::Section* found = outline.FindSection(section);
  return found == nullptr ? none : found->parent();
}

}  // namespace

void IndexPlan::EntryChanged(const std::optional<IndexEntry>& before,
                             const std::optional<IndexEntry>& after) {
  if (before == after) return;
  if (before.has_value()) PlanAround(*before);
  if (after.has_value()) PlanAround(*after);
  plan_.Render({.type = OutputType::kRootPage});
}

void IndexPlan::PlanAround(const IndexEntry& entry) {
  PlanFront(entry.language, "");
  PlanFront(entry.language, entry.section);
  PlanYear(entry.language, entry.section, entry.day.year);
  PlanSitemap(entry.language, entry.day.year);
  PlanWherePageCameOrWent(entry.language, "");
  for (const SiteOutline* outline : {&before_, &after_}) {
    for (const content::v1::Section& step : outline->TrailOf(entry.section)) {
      PlanWherePageCameOrWent(entry.language, step.name());
    }
  }
}

void IndexPlan::PlanYear(const std::string& language, const std::string& section, int32_t year) {
  const int64_t count = after_.CountIn(language, section, year);
  count > 0 ? plan_.Render(YearKey(language, section, year)) : plan_.Drop(YearKey(language, section, year));
  if (count == before_.CountIn(language, section, year)) return;
  // A year page tells how many there are in the years beside it, and in no others.
  for (const SiteOutline* outline : {&before_, &after_}) {
    for (const YearCount& beside : outline->YearsAround(language, section, year)) {
      if (after_.CountIn(language, section, beside.year) > 0) {
        plan_.Render(YearKey(language, section, beside.year));
      }
    }
  }
}

void IndexPlan::PlanSitemap(const std::string& language, int32_t year) {
  const bool was = before_.CountIn(language, "", year) > 0;
  const bool is = after_.CountIn(language, "", year) > 0;
  is ? plan_.Render(SitemapKey(language, year)) : plan_.Drop(SitemapKey(language, year));
  if (was != is) plan_.Render({.type = OutputType::kSitemapIndex});
}

void IndexPlan::PlanFront(const std::string& language, const std::string& section) {
  if (after_.HasPage(language, section)) {
    plan_.Render(FrontKey(language, section));
    plan_.Render(FeedKey(language, section));
  } else {
    plan_.Drop(FrontKey(language, section));
    plan_.Drop(FeedKey(language, section));
  }
}

void IndexPlan::PlanWherePageCameOrWent(const std::string& language, const std::string& section) {
  if (before_.HasPage(language, section) == after_.HasPage(language, section)) return;
  PlanFront(language, section);
  for (const std::string& other : after_.LanguagesOf(section)) plan_.Render(FrontKey(other, section));
  if (section.empty()) return;
  for (const SiteOutline* outline : {&before_, &after_}) {
    if (outline->FindSection(section) != nullptr) PlanFront(language, ParentOf(*outline, section));
  }
}

void IndexPlan::SectionsChanged() {
  for (const auto& [name, section] : before_.sections()) {
    if (after_.FindSection(name) != nullptr) continue;
    // It is deleted when nothing is in it any longer, but that may have become so in the same delta.
    for (const std::string& language : before_.LanguagesOf(name)) PlanWherePageCameOrWent(language, name);
  }
  for (const auto& [name, section] : after_.sections()) {
    const content::v1::Section* was = before_.FindSection(name);
    if (was != nullptr && IsSameSection(*was, section)) continue;
    PlanSectionPages(name);
    for (const SiteOutline* outline : {&before_, &after_}) {
      for (const std::string& language : after_.LanguagesOf(ParentOf(*outline, name))) {
        PlanFront(language, ParentOf(*outline, name));
      }
      // A section that moved may leave nothing in the one it was below.
      for (const content::v1::Section& step : outline->TrailOf(name)) {
        for (const std::string& language : after_.Languages()) PlanWherePageCameOrWent(language, step.name());
      }
    }
  }
}

void IndexPlan::PlanSectionPages(const std::string& section) {
  std::set<std::string> seen;
  std::vector<std::string> waiting = {section};
  while (!waiting.empty()) {
    const std::string name = waiting.back();
    waiting.pop_back();
    if (!seen.insert(name).second) continue;
    for (const std::string& language : after_.LanguagesOf(name)) {
      PlanFront(language, name);
      for (const YearCount& year : after_.Years(language, name)) {
        plan_.Render(YearKey(language, name, year.year));
      }
    }
    for (const content::v1::Section& below : after_.SectionsBelow(name)) waiting.push_back(below.name());
  }
}

std::vector<OutputKey> OutputsOfSite(const SiteOutline& outline) {
  std::vector<OutputKey> keys;
  for (const OutputType type : {OutputType::kStylesheet, OutputType::kRootPage, OutputType::kSitemapIndex,
                                OutputType::kNotFoundPage, OutputType::kRobots}) {
    keys.push_back({.type = type});
  }
  const auto add_pages = [&](const std::string& section) {
    for (const std::string& language : outline.LanguagesOf(section)) {
      keys.push_back(FrontKey(language, section));
      keys.push_back(FeedKey(language, section));
      for (const YearCount& year : outline.Years(language, section)) {
        keys.push_back(section.empty() ? SitemapKey(language, year.year)
                                       : YearKey(language, section, year.year));
      }
    }
  };
  add_pages("");
  for (const auto& [name, section] : outline.sections()) add_pages(name);
  return keys;
}

}  // namespace communique::render
