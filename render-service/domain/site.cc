#include "render-service/domain/site.h"

#include <algorithm>
#include <chrono>
#include <tuple>

#include "render-service/domain/summary.h"

namespace communique::render {
namespace {

int64_t MicrosecondsOf(const google::protobuf::Timestamp& time) {
  return time.seconds() * 1'000'000 + time.nanos() / 1'000;
}

}  // namespace

Day UtcDayOf(const google::protobuf::Timestamp& time) {
  const std::chrono::sys_seconds seconds{std::chrono::seconds(time.seconds())};
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(seconds));
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<int32_t>(static_cast<unsigned>(date.month())),
          .day = static_cast<int32_t>(static_cast<unsigned>(date.day()))};
}

Day FilingDay(const content::v1::Statement& statement) {
  const content::v1::Content& content = statement.live().content();
  if (content.has_publication_date() && content.publication_date().year() != 0) {
    const content::v1::Date& date = content.publication_date();
    return {.year = date.year(), .month = date.month(), .day = date.day()};
  }
  return UtcDayOf(statement.first_publish_time());
}

IndexEntry MakeIndexEntry(const content::v1::Statement& statement) {
  const content::v1::Content& content = statement.live().content();
  IndexEntry entry;
  entry.statement = statement.name();
  entry.path = statement.path();
  entry.language = statement.language();
  entry.section = content.section();
  entry.title = content.title();
  entry.subtitle = content.subtitle();
  entry.author_line = content.author_line();
  entry.place = content.place();
  entry.summary = SummaryOf(content);
  entry.day = FilingDay(statement);
  entry.state = statement.public_state();
  entry.first_publish_time = MicrosecondsOf(statement.first_publish_time());
  entry.last_major_time = statement.has_last_major_time() ? MicrosecondsOf(statement.last_major_time())
                                                          : entry.first_publish_time;
  return entry;
}

bool IsListedBefore(const IndexEntry& a, const IndexEntry& b) {
  return std::tie(b.day, b.first_publish_time, a.statement) <
         std::tie(a.day, a.first_publish_time, b.statement);
}

std::string SectionTitle(const content::v1::Section& section, const std::string& language,
                         const std::string& default_language) {
  const auto& titles = section.titles();
  for (const std::string& wanted : {language, default_language}) {
    if (const auto found = titles.find(wanted); found != titles.end()) return found->second;
  }
  const auto first = std::min_element(titles.begin(), titles.end(),
                                      [](const auto& a, const auto& b) { return a.first < b.first; });
  return first == titles.end() ? section.name() : first->second;
}

}  // namespace communique::render
