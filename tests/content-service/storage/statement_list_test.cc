#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "content-service/domain/list_values.h"
#include "statement/search_text.h"
#include "tests/testing/commands.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::SignWith;
using ::communique::testing::StatusIs;
using ::communique::testing::StoreUnderTest;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr v1::View kViews[] = {v1::VIEW_PUBLIC, v1::VIEW_EDITORIAL};
const char* const kSections[] = {"press", "letters", "europe", "asia"};
// europe is below press, asia below europe.
bool IsBelow(const std::string& section, const std::string& root) {
  if (section == root) return true;
  if (section == "asia") return root == "europe" || root == "press";
  return section == "europe" && root == "press";
}

std::vector<std::string> NamesOf(const std::vector<v1::Statement>& statements) {
  std::vector<std::string> names;
  for (const v1::Statement& statement : statements) names.push_back(statement.name());
  return names;
}

// All pages of a list.
std::vector<std::string> ListAll(const StoreUnderTest& store, StatementQuery query, ReadAt at) {
  std::vector<std::string> names;
  do {
    const auto page = store.store().ListStatements(query, at);
    EXPECT_THAT(page, communique::testing::IsOk());
    if (!page.ok()) return names;
    EXPECT_LE(page->items.size(), static_cast<size_t>(query.limit));
    for (std::string& name : NamesOf(page->items)) names.push_back(std::move(name));
    query.after = page->next;
  } while (!query.after.empty());
  return names;
}

// What a list is to have, found by looking at everything.
class Oracle {
 public:
  Oracle(const StoreUnderTest& store, const StatementQuery& query, ReadAt at)
      : store_(store), query_(query), at_(at) {}

  std::vector<std::string> Names(const std::vector<std::string>& ids) {
    std::vector<std::tuple<std::string, std::string>> places;
    for (const std::string& id : ids) {
      const auto statement = store_.store().GetStatement(id, at_);
      if (statement.ok() && Passes(*statement)) places.emplace_back(ValueOf(*statement), statement->name());
    }
    std::sort(places.begin(), places.end());
    if (query_.order.descending) std::reverse(places.begin(), places.end());
    std::vector<std::string> names;
    for (const auto& [value, name] : places) names.push_back(name);
    return names;
  }

 private:
  const v1::Content& ContentOf(const v1::Statement& statement) const {
    const bool is_draft = at_.view == v1::VIEW_EDITORIAL && statement.has_draft();
    return is_draft ? statement.draft().content() : statement.live().content();
  }
  std::string DateOf(const v1::Statement& statement) const {
    const v1::Content& content = ContentOf(statement);
    if (content.has_publication_date()) {
      const v1::Date& date = content.publication_date();
      return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(), date.day());
    }
    if (!statement.has_first_publish_time()) return "0000-00-00";
    return absl::FormatTime("%E4Y-%m-%d", absl::FromUnixSeconds(statement.first_publish_time().seconds()),
                            absl::UTCTimeZone());
  }
  std::string ValueOf(const v1::Statement& statement) const {
    switch (query_.order.by) {
      case ListBy::kPublishDate:
        return DateOf(statement);
      case ListBy::kTitle:
        return FoldForSearch(ContentOf(statement).title());
      case ListBy::kUpdateTime:
        return absl::StrFormat("%020d", statement.update_time().seconds());
      case ListBy::kName:
        break;
    }
    return "";
  }
  bool Passes(const v1::Statement& statement) const {
    const StatementFilter& filter = query_.filter;
    if (filter.public_state.has_value() && statement.public_state() != *filter.public_state) return false;
    if (filter.draft_state.has_value() && statement.draft_state() != *filter.draft_state) return false;
    if (!filter.language.empty() && statement.language() != filter.language) return false;
    const std::string& section = ContentOf(statement).section();
    if (!filter.section.empty()) {
      const std::string id = section.empty() ? "" : section.substr(std::string("sections/").size());
      if (filter.and_below ? !IsBelow(id, filter.section) : id != filter.section) return false;
    }
    const std::string date = DateOf(statement);
    if (date < filter.first_date || (!filter.last_date.empty() && date > filter.last_date)) return false;
    const std::string title = FoldForSearch(ContentOf(statement).title());
    return std::all_of(filter.title_parts.begin(), filter.title_parts.end(),
                       [&](const std::string& part) { return Matches(title, part); });
  }

  const StoreUnderTest& store_;
  const StatementQuery& query_;
  const ReadAt at_;
};

// Statements that are written, published, taken down and signed at random; remembers the ids.
class RandomHistory {
 public:
  RandomHistory(uint32_t seed, StoreUnderTest& store) : random_(seed), store_(store) {
    EXPECT_OK(store.Do(MakeSection("press")));
    EXPECT_OK(store.Do(MakeSection("letters")));
    EXPECT_OK(store.Do(MakeSection("europe", "press")));
    EXPECT_OK(store.Do(MakeSection("asia", "europe")));
  }

  void Step() {
    store_.SetTime(time_ += 1 + static_cast<int64_t>(random_() % 400'000));
    if (ids_.size() < 5 || random_() % 5 == 0) return Create();
    const std::string& id = ids_[random_() % ids_.size()];
    const SeenStatement seen{id, store_.EtagOf(id)};
    switch (random_() % 8) {
      case 0:
      case 1:
        return Ignore(store_.Publish(id));
      case 2:
        return Ignore(store_.Do(WithdrawStatement{seen, "A reason."}));
      case 3:
        return Ignore(store_.Do(RemoveStatement{seen, "Gone.", "", ""}));
      case 4:
        return Ignore(store_.Do(RestoreStatement{seen}));
      case 5:
        return Ignore(store_.Do(SignWith(id, {"One more"})));
      case 6:
        return Ignore(store_.Do(DiscardDraft{seen}));
      default: {
        UpdateStatement update{
            id, seen.etag, RandomContent(), {"title", "section", "publication_date", "change_note"}};
        return Ignore(store_.Do(update));
      }
    }
  }

  StatementQuery RandomQuery(v1::View view) {
    StatementQuery query;
    StatementFilter& filter = query.filter;
    if (Chance(4)) filter.public_state = static_cast<v1::PublicState>(1 + random_() % 4);
    if (view == v1::VIEW_EDITORIAL && Chance(5)) {
      filter.draft_state = static_cast<v1::DraftState>(1 + random_() % 3);
    }
    if (Chance(4)) filter.language = Chance(2) ? "en" : "ko";
    if (Chance(3)) filter.section = kSections[random_() % std::size(kSections)];
    filter.and_below = !filter.section.empty() && Chance(2);
    if (Chance(4)) filter.first_date = absl::StrCat("20", 10 + random_() % 15);
    if (Chance(4)) filter.last_date = absl::StrCat("20", 10 + random_() % 15, "-06-31");
    if (Chance(3)) filter.title_parts = {FoldForSearch(RandomWord())};
    const uint32_t orders = view == v1::VIEW_EDITORIAL ? 4 : 3;
    static constexpr ListBy kOrders[] = {ListBy::kName, ListBy::kPublishDate, ListBy::kTitle,
                                         ListBy::kUpdateTime};
    query.order.by = kOrders[random_() % orders];
    query.order.descending = Chance(2);
    query.limit = static_cast<int>(1 + random_() % 7);
    return query;
  }

  const std::vector<std::string>& ids() const { return ids_; }
  bool Chance(uint32_t of) { return random_() % of == 0; }
  uint64_t AnyUpTo(uint64_t most) { return random_() % (most + 1); }

 private:
  static void Ignore(const absl::StatusOr<CommitOutcome>&) {}

  std::string RandomWord() {
    static const char* const kWords[] = {"Power", "power grid", "Énergie", "전력망", "공동성명",
                                         "声明",  "放送",       "2024",    "Appeal"};
    return kWords[random_() % std::size(kWords)];
  }
  v1::Content RandomContent() {
    v1::Content content = communique::testing::ContentOf(absl::StrCat(RandomWord(), " ", RandomWord()));
    content.set_section(absl::StrCat("sections/", kSections[random_() % std::size(kSections)]));
    if (Chance(2)) {
      content.mutable_publication_date()->set_year(static_cast<int32_t>(2010 + random_() % 15));
      if (Chance(2)) content.mutable_publication_date()->set_month(static_cast<int32_t>(1 + random_() % 12));
    }
    content.mutable_change_note()->set_severity(v1::CHANGE_SEVERITY_MINOR);
    content.mutable_change_note()->set_text("Another text.");
    return content;
  }
  void Create() {
    const std::string id = absl::StrCat("s", ids_.size());
    CreateStatement create{id, "", Chance(2) ? "en" : "ko", RandomContent()};
    create.content.set_slug(absl::StrCat("slug-of-", id));
    create.content.clear_change_note();
    ASSERT_OK(store_.Do(create));
    ids_.push_back(id);
  }

  std::mt19937 random_;
  StoreUnderTest& store_;
  int64_t time_ = 1'700'000'000;
  std::vector<std::string> ids_;
};

TEST(StatementList, HasWhatLookingAtEverythingWouldFindAtEveryPosition) {
  for (uint32_t seed = 0; seed < 4; ++seed) {
    StoreUnderTest store;
    RandomHistory history(seed, store);
    for (int step = 0; step < 120; ++step) history.Step();
    for (int asked = 0; asked < 150; ++asked) {
      for (const v1::View view : kViews) {
        const StatementQuery query = history.RandomQuery(view);
        const uint64_t head = store.store().Head().sequence;
        const ReadAt at{view, history.Chance(2) ? head : history.AnyUpTo(head)};
        ASSERT_EQ(ListAll(store, query, at), Oracle(store, query, at).Names(history.ids()))
            << "seed " << seed << ", question " << asked << ", order " << static_cast<int>(query.order.by)
            << ", sequence " << at.sequence << " in " << v1::View_Name(view);
      }
    }
  }
}

TEST(StatementList, TheIndexOutlivesAStart) {
  StoreUnderTest store;
  ASSERT_OK(store.Do(MakeSection("press")));
  ASSERT_OK(store.Do(MakeStatement("grid", "The power grid")));
  store.Reopen();
  StatementQuery query;
  query.filter.title_parts = {"grid"};
  EXPECT_THAT(ListAll(store, query, store.Now(v1::VIEW_EDITORIAL)), ElementsAre("statements/grid"));
  EXPECT_THAT(ListAll(store, query, store.Now(v1::VIEW_PUBLIC)), IsEmpty());
}

TEST(StatementList, ADamagedPlaceIsRefused) {
  StoreUnderTest store;
  StatementQuery query;
  query.after = "nowhere";
  EXPECT_THAT(store.store().ListStatements(query, store.Now(v1::VIEW_PUBLIC)),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace communique::content
