#include "render-service/html/structured_data.h"

#include <nlohmann/json.hpp>

#include "render-service/domain/summary.h"
#include "render-service/html/safe_json.h"
#include "render-service/html/times.h"

namespace communique::render {
namespace {

using Json = nlohmann::ordered_json;

Json Named(const char* type, const std::string& name) { return {{"@type", type}, {"name", name}}; }

void AddIfSet(Json& object, const char* member, const std::string& value) {
  if (!value.empty()) object[member] = value;
}

Json Translations(const content::v1::Statement& statement, const Addresses& addresses) {
  Json translations = Json::array();
  for (const content::v1::Translation& translation : statement.translations()) {
    translations.push_back({{"@type", "Article"},
                            {"@id", addresses.Absolute(translation.path())},
                            {"inLanguage", translation.language()}});
  }
  return translations;
}

Json Article(const content::v1::Statement& statement, const SiteSettings& settings,
             const Addresses& addresses) {
  const content::v1::Content& content = statement.live().content();
  const std::string url = addresses.Absolute(statement.path());
  const Json publisher =
      Named("Organization", settings.publisher.empty() ? settings.name : settings.publisher);
  Json article = {{"@type", "Article"}, {"@id", url}, {"url", url}, {"headline", content.title()}};
  AddIfSet(article, "alternativeHeadline", content.subtitle());
  AddIfSet(article, "description", SummaryOf(content));
  article["inLanguage"] = statement.language();
  // The day that the page shows, where the text has one of its own.
  article["datePublished"] = content.publication_date().year() == 0
                                 ? IsoSecond(statement.first_publish_time())
                                 : IsoDay(FilingDay(statement));
  article["dateModified"] = IsoSecond(statement.live().publish_time());
  AddIfSet(article, "dateCreated", IsoDay(DayOf(content.letter_date().date())));
  article["version"] = statement.live().number();
  article["author"] =
      content.author_line().empty() ? publisher : Named("Organization", content.author_line());
  article["publisher"] = publisher;
  if (!content.place().empty()) article["locationCreated"] = Named("Place", content.place());
  AddIfSet(article, "isBasedOn", content.source_uri());
  if (!statement.translations().empty()) article["workTranslation"] = Translations(statement, addresses);
  return article;
}

Json Breadcrumbs(const std::vector<WayStep>& way_here, const Addresses& addresses) {
  Json items = Json::array();
  for (const WayStep& step : way_here) {
    items.push_back({{"@type", "ListItem"},
                     {"position", items.size() + 1},
                     {"name", step.name},
                     {"item", addresses.Absolute(step.path)}});
  }
  return {{"@type", "BreadcrumbList"}, {"itemListElement", items}};
}

}  // namespace

std::string StatementStructuredData(const content::v1::Statement& statement, const SiteSettings& settings,
                                    const Addresses& addresses, const std::vector<WayStep>& way_here) {
  const Json data = {
      {"@context", "https://schema.org"},
      {"@graph", {Article(statement, settings, addresses), Breadcrumbs(way_here, addresses)}},
  };
  return SafeJson(data, -1);
}

}  // namespace communique::render
