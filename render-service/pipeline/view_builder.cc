#include "render-service/pipeline/view_builder.h"

#include <algorithm>

#include "serving/status_macros.h"

namespace communique::render {

absl::StatusOr<std::vector<IndexEntry>> ViewBuilder::Newest(const std::string& language,
                                                            const std::string& section) const {
  return state_.Newest(language, section, static_cast<size_t>(settings_.front_entries));
}

absl::StatusOr<RootView> ViewBuilder::Root() const {
  RootView view{.languages = outline_.Languages()};
  if (view.languages.empty()) return view;
  const bool has_default =
      std::count(view.languages.begin(), view.languages.end(), settings_.default_language);
  ASSIGN_OR_RETURN(view.newest,
                   Newest(has_default ? settings_.default_language : view.languages.front(), ""));
  return view;
}

absl::StatusOr<FrontView> ViewBuilder::Front(const std::string& language, const std::string& section) const {
  FrontView view{
      .language = language, .trail = outline_.TrailOf(section), .languages = outline_.LanguagesOf(section)};
  for (const content::v1::Section& below : outline_.SectionsBelow(section)) {
    if (outline_.HasPage(language, below.name())) view.subsections.push_back(below);
  }
  ASSIGN_OR_RETURN(view.newest, Newest(language, section));
  // A year of a whole language has no page of its own.
  if (!section.empty()) view.years = outline_.Years(language, section);
  return view;
}

absl::StatusOr<YearView> ViewBuilder::Year(const std::string& language, const std::string& section,
                                           int32_t year) const {
  YearView view{.language = language, .trail = outline_.TrailOf(section), .year = year};
  ASSIGN_OR_RETURN(view.entries, state_.ListYear(language, section, year));
  // Only the years beside it, so that a new statement leaves the pages of other years as they are.
  view.years = outline_.YearsAround(language, section, year);
  return view;
}

absl::StatusOr<FeedView> ViewBuilder::Feed(const std::string& language, const std::string& section) const {
  FeedView view{.language = language, .trail = outline_.TrailOf(section)};
  ASSIGN_OR_RETURN(view.entries, Newest(language, section));
  return view;
}

absl::StatusOr<SitemapView> ViewBuilder::Sitemap(const std::string& language, int32_t year) const {
  SitemapView view{.language = language, .year = year};
  ASSIGN_OR_RETURN(view.entries, state_.ListYear(language, "", year));
  return view;
}

std::vector<SitemapBucket> ViewBuilder::SitemapIndex() const {
  std::vector<SitemapBucket> buckets;
  for (const std::string& language : outline_.Languages()) {
    for (const YearCount& year : outline_.Years(language, "")) {
      buckets.push_back({.language = language, .year = year.year});
    }
  }
  return buckets;
}

}  // namespace communique::render
