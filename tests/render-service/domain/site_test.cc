#include "render-service/domain/site.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace communique::render {
namespace {

using ::testing::ElementsAre;

content::v1::Statement Published(int64_t seconds) {
  content::v1::Statement statement;
  statement.set_name("statements/river");
  statement.mutable_first_publish_time()->set_seconds(seconds);
  return statement;
}

content::v1::Section Titled(std::vector<std::pair<std::string, std::string>> titles) {
  content::v1::Section section;
  section.set_name("sections/press");
  for (const auto& [language, title] : titles) (*section.mutable_titles())[language] = title;
  return section;
}

IndexEntry Filed(const std::string& name, Day day, int64_t first_publish_time) {
  IndexEntry entry;
  entry.statement = name;
  entry.day = day;
  entry.first_publish_time = first_publish_time;
  return entry;
}

TEST(FilingDay, IsThePublicationDateThatTheAuthorGave) {
  content::v1::Statement statement = Published(1'700'000'000);
  content::v1::Date* date = statement.mutable_live()->mutable_content()->mutable_publication_date();
  date->set_year(2014);
  date->set_month(4);

  EXPECT_EQ(FilingDay(statement), (Day{2014, 4, 0}));
}

TEST(FilingDay, IsTheUtcDayOfFirstPublicationWithoutAPublicationDate) {
  EXPECT_EQ(FilingDay(Published(1'709'164'799)), (Day{2024, 2, 28}));
  EXPECT_EQ(FilingDay(Published(1'709'164'800)), (Day{2024, 2, 29}));
  EXPECT_EQ(FilingDay(Published(-1)), (Day{1969, 12, 31}));
}

TEST(IndexEntryOf, AStatementCarriesItsHeadAndTimes) {
  content::v1::Statement statement = Published(1'700'000'000);
  statement.mutable_first_publish_time()->set_nanos(123'456'789);
  statement.set_path("/en/press/river/");
  statement.set_language("en");
  statement.set_public_state(content::v1::PUBLIC_STATE_WITHDRAWN);
  statement.mutable_live()->mutable_content()->set_title("Read us the river");
  statement.mutable_live()->mutable_content()->set_section("sections/press");

  const IndexEntry entry = MakeIndexEntry(statement);

  EXPECT_EQ(entry.title, "Read us the river");
  EXPECT_EQ(entry.section, "sections/press");
  EXPECT_EQ(entry.state, content::v1::PUBLIC_STATE_WITHDRAWN);
  EXPECT_EQ(entry.first_publish_time, 1'700'000'000'123'456);
  EXPECT_EQ(entry.last_major_time, entry.first_publish_time);
}

TEST(Listing, IsNewestFirstByDayThenPublicationThenName) {
  const IndexEntry march = Filed("statements/b", {2024, 3, 1}, 5);
  const IndexEntry late = Filed("statements/c", {2024, 2, 9}, 9);
  const IndexEntry early = Filed("statements/d", {2024, 2, 9}, 8);
  const IndexEntry same = Filed("statements/e", {2024, 2, 9}, 8);
  std::vector<IndexEntry> entries = {same, early, late, march};

  std::sort(entries.begin(), entries.end(), IsListedBefore);

  std::vector<std::string> order;
  for (const IndexEntry& entry : entries) order.push_back(entry.statement);
  EXPECT_THAT(order, ElementsAre("statements/b", "statements/c", "statements/d", "statements/e"));
}

TEST(SectionTitle, FallsBackToTheDefaultLanguageThenToTheFirstTag) {
  EXPECT_EQ(SectionTitle(Titled({{"en", "Press"}, {"ko", "보도"}}), "ko", "en"), "보도");
  EXPECT_EQ(SectionTitle(Titled({{"en", "Press"}, {"ko", "보도"}}), "fr", "en"), "Press");
  EXPECT_EQ(SectionTitle(Titled({{"ko", "보도"}, {"de", "Presse"}}), "fr", "en"), "Presse");
}

}  // namespace
}  // namespace communique::render
