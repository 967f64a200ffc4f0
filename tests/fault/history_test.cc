// The judge is judged: a history that a real store told is right, and each fault planted in it is found.

#include "tests/fault/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "statement/digest.h"
#include "tests/fault/history_beside_log.h"
#include "tests/fault/log_recording.h"
#include "tests/fault/random_work.h"
#include "tests/testing/commands.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"

namespace communique::testing {
namespace {

using content::v1::ChangeFilter;
using content::v1::ChangeSet;
using content::v1::View;
using content::v1::WatchResponse;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A real store's histories, made once.
struct Recorded {
  Recorded() {
    StoreUnderTest store;
    for (const content::Action& section : RandomWork::Sections()) EXPECT_OK(store.Do(section));
    RandomWork work(7, "s", 12,
                    {.etag_of = [&](const auto& id) { return store.EtagOf(id); },
                     .etag_of_section = [&](const auto& id) { return store.EtagOfSection(id); },
                     .row_of = [&](const auto& id, int64_t number) { return store.SeenRow(id, number); }});
    for (int step = 0; step < 350; ++step) {
      if (step == 200) Snapshots(store);
      // A commit that comes in fragments.
      if (step == 300) SignMany(store);
      (void)store.Do(work.Next());
    }
    for (History* history : {&public_client, &editorial_client, &filtered_client}) {
      RecordChanges(store.log(), store.log().Head(history->view).number, random, *history);
    }
    public_log = RecordLog(store.log(), content::v1::VIEW_PUBLIC);
    editorial_log = RecordLog(store.log(), content::v1::VIEW_EDITORIAL);
  }

  static void SignMany(StoreUnderTest& store) {
    for (const char* id : {"s1", "s2", "s3", "s4"}) {
      EXPECT_OK(store.Do(SignWith(id, std::vector<std::string>(200, "Union"))));
    }
  }

  void Snapshots(const StoreUnderTest& store) {
    ChangeFilter filter;
    filter.add_sections("sections/press");
    public_client = RecordSnapshot(store.log(), content::v1::VIEW_PUBLIC, {}, random);
    editorial_client = RecordSnapshot(store.log(), content::v1::VIEW_EDITORIAL, {}, random);
    filtered_client = RecordSnapshot(store.log(), content::v1::VIEW_PUBLIC, filter, random);
  }

  std::mt19937 random{7};
  History public_log, editorial_log, public_client, editorial_client, filtered_client;
};

const Recorded& Real() {
  static const Recorded* const recorded = new Recorded();
  return *recorded;
}

// Where a change set stands.
struct Place {
  size_t call, message;
  int set;
};
std::vector<Place> Places(const History& history) {
  std::vector<Place> places;
  for (size_t call = 0; call < history.calls.size(); ++call) {
    const auto& told = history.calls[call].told;
    for (size_t message = 0; message < told.size(); ++message) {
      for (int set = 0; set < told[message].change_sets().change_sets_size(); ++set) {
        places.push_back({call, message, set});
      }
    }
  }
  return places;
}
ChangeSet& At(History& history, const Place& place) {
  return *history.calls[place.call].told[place.message].mutable_change_sets()->mutable_change_sets(place.set);
}
void Erase(History& history, const Place& place) {
  auto& sets = *history.calls[place.call].told[place.message].mutable_change_sets()->mutable_change_sets();
  sets.erase(sets.begin() + place.set);
}
// The first place whose change set is (or is not) a fragment with more to come, after some that were told.
Place FirstOf(History& history, bool is_last) {
  const std::vector<Place> places = Places(history);
  for (size_t i = 3; i + 3 < places.size(); ++i) {
    if (At(history, places[i]).last_fragment() == is_last && At(history, places[i - 1]).last_fragment()) {
      return places[i];
    }
  }
  ADD_FAILURE() << "the history has no such change";
  return places.front();
}
// One answer with several whole commits, which are swapped and doubled.
auto& SomeSets(History& history) {
  for (WatchCall& call : history.calls) {
    for (WatchResponse& response : call.told) {
      auto& sets = *response.mutable_change_sets()->mutable_change_sets();
      if (sets.size() >= 3 && sets[0].last_fragment() && sets[1].last_fragment()) return sets;
    }
  }
  ADD_FAILURE() << "the history has no such answer";
  return *history.calls[0].told[0].mutable_change_sets()->mutable_change_sets();
}
content::v1::Progress& SomeProgress(History& history) {
  bool changes_came = false;
  for (WatchCall& call : history.calls) {
    for (WatchResponse& response : call.told) {
      changes_came = changes_came || response.has_change_sets();
      if (response.has_progress() && changes_came) return *response.mutable_progress();
    }
  }
  ADD_FAILURE() << "the history has no progress";
  return *history.calls[0].told[0].mutable_progress();
}

class HistoryTest : public ::testing::TestWithParam<View> {
 protected:
  bool is_public() const { return GetParam() == content::v1::VIEW_PUBLIC; }
  const History& log() const { return is_public() ? Real().public_log : Real().editorial_log; }
  History client() const { return is_public() ? Real().public_client : Real().editorial_client; }
};
INSTANTIATE_TEST_SUITE_P(Views, HistoryTest,
                         ::testing::Values(content::v1::VIEW_PUBLIC, content::v1::VIEW_EDITORIAL),
                         [](const auto& view) {
                           return view.param == content::v1::VIEW_PUBLIC ? "Public" : "Editorial";
                         });

TEST_P(HistoryTest, WhatARealStoreToldHasNoFault) {
  EXPECT_THAT(FaultsOf(log()), IsEmpty());
  EXPECT_THAT(FaultsBesideLog(log(), log()), IsEmpty());
  EXPECT_THAT(FaultsOf(client()), IsEmpty());
  EXPECT_THAT(FaultsBesideLog(client(), log()), IsEmpty());
  EXPECT_GT(client().calls.size(), 5u);
  EXPECT_GT(SnapshotNumber(client()), 10u);
  EXPECT_GT(WholeChangeSets(client()).size(), 20u);
}

TEST_P(HistoryTest, AMissingChangeIsAGap) {
  History history = client();
  auto& sets = SomeSets(history);
  sets.erase(sets.begin() + 1);
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("a gap")));
}

TEST_P(HistoryTest, AMissingFirstChangeIsAGapToo) {
  History history = log();
  Erase(history, Places(history)[0]);
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("a gap")));
}

TEST_P(HistoryTest, AChangeThatIsToldTwiceIsARepeat) {
  History history = client();
  auto& sets = SomeSets(history);
  *sets.Add() = sets[sets.size() - 1];
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("repeated")));
}

TEST_P(HistoryTest, SwappedChangesAreOutOfOrder) {
  History history = client();
  SomeSets(history).SwapElements(0, 1);
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("out of order")));
}

TEST_P(HistoryTest, ACallThatGoesOnWithWhatWasToldBeforeIsFound) {
  History history = client();
  const ChangeSet before = At(history, Places(history)[2]);
  history.calls.push_back({.cursor = WholeChangeSets(history).back().position()});
  *history.calls.back().told.emplace_back().mutable_change_sets()->add_change_sets() = before;
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("out of order")));
}

TEST_P(HistoryTest, ACommitThatIsToldInPartIsFound) {
  History history = client();
  ChangeSet& set = At(history, FirstOf(history, true));
  set.set_last_fragment(false);
  set.clear_link();
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("told in part")));
}

TEST_P(HistoryTest, ARecordThatWasChangedIsFound) {
  History history = client();
  ChangeSet& set = At(history, FirstOf(history, true));
  set.mutable_link()->mutable_record()->append("x");
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("not what its hash says")));
}

TEST_P(HistoryTest, ARecordOfAnotherNumberIsFound) {
  History history = client();
  auto& sets = SomeSets(history);
  *sets[0].mutable_link() = sets[1].link();
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("the record is of")));
}

TEST_P(HistoryTest, ALinkThatSaysAnotherHashThanItsRecordIsFound) {
  History history = client();
  At(history, FirstOf(history, true)).mutable_link()->set_previous_hash(std::string(32, 'x'));
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("another hash than its link")));
}

// Consistent by itself, so that only the chain tells.
TEST_P(HistoryTest, AChangeOfAnotherHistoryBreaksTheChain) {
  History history = client();
  auto& sets = SomeSets(history);
  content::v1::ChainLink& link = *sets[0].mutable_link();
  link.set_record(link.record() + std::string("\x98\x06\x01", 3));
  link.set_hash(Sha256(link.record()));
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("the chain is broken")));
}

TEST_P(HistoryTest, ProgressThatGoesBackIsFound) {
  History history = client();
  content::v1::Progress& progress = SomeProgress(history);
  progress.set_number(SnapshotNumber(history) - 1);
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("goes back")));
}

TEST_P(HistoryTest, ProgressThatPassesByAChangeIsFound) {
  History history = client();
  content::v1::Progress& progress = SomeProgress(history);
  progress.set_number(progress.number() + 1);
  EXPECT_THAT(FaultsOf(history), Contains(HasSubstr("passes by what was not told")));
}

TEST_P(HistoryTest, WhatWasToldAndIsNotInTheLogWasNotDurable) {
  History shorter = log();
  Erase(shorter, Places(shorter).back());
  EXPECT_THAT(FaultsBesideLog(client(), shorter), Contains(HasSubstr("is not in the log")));
}

TEST_P(HistoryTest, WhatWasToldOtherwiseThanInTheLogIsFound) {
  History history = client();
  At(history, FirstOf(history, true)).clear_changes();
  EXPECT_THAT(FaultsBesideLog(history, log()), Contains(HasSubstr("told otherwise")));
}

TEST_P(HistoryTest, ASnapshotThatLacksSomethingIsFound) {
  History history = client();
  auto& changes = *history.calls.front().told.front().mutable_snapshot()->mutable_changes();
  ASSERT_TRUE(changes[0].has_section());
  changes.erase(changes.begin());
  EXPECT_THAT(FaultsBesideLog(history, log()), Contains(HasSubstr("the snapshot is not the fold")));
}

// As one that is read while the store moves on would be.
TEST_P(HistoryTest, ASnapshotOfALaterStateThanItsNumberIsFound) {
  History history = client();
  *history.calls.front().told.front().mutable_snapshot()->add_changes() =
      log().calls[0].told[0].change_sets().change_sets().rbegin()->changes(0);
  EXPECT_THAT(FaultsBesideLog(history, log()), Contains(HasSubstr("the snapshot is not the fold")));
}

TEST(HistoryOfViews, BothViewsOfARealStoreBelongTogether) {
  EXPECT_THAT(FaultsBetweenViews(Real().public_log, Real().editorial_log), IsEmpty());
}

TEST(HistoryOfViews, APublicCommitThatTheEditorsDoNotHaveIsFound) {
  History more = Real().public_log;
  more.calls.push_back(more.calls.back());
  EXPECT_THAT(FaultsBetweenViews(more, Real().editorial_log), Contains(HasSubstr("told more")));
}

TEST(HistoryOfViews, ACommitThatWasKeptFromThePublicIsFound) {
  History less = Real().public_log;
  Erase(less, Places(less).back());
  EXPECT_THAT(FaultsBetweenViews(less, Real().editorial_log), Contains(HasSubstr("not told to the public")));
}

TEST(HistoryWithFilter, WhatARealStoreToldIsExact) {
  EXPECT_THAT(FaultsOf(Real().filtered_client), IsEmpty());
  EXPECT_THAT(FaultsBesideLog(Real().filtered_client, Real().public_log), IsEmpty());
}

TEST(HistoryWithFilter, AChangeThatWasKeptBackIsFound) {
  History history = Real().filtered_client;
  Erase(history, FirstOf(history, true));
  EXPECT_THAT(FaultsBesideLog(history, Real().public_log), Contains(HasSubstr("kept back")));
}

TEST(HistoryWithFilter, AChangeThatTheFilterLeavesOutIsFound) {
  History history = Real().filtered_client;
  ChangeSet& set = At(history, FirstOf(history, true));
  content::v1::Statement& statement = *set.add_changes()->mutable_statement()->mutable_statement();
  statement.set_name("statements/other");
  statement.mutable_live()->mutable_content()->set_section("sections/letters");
  EXPECT_THAT(FaultsBesideLog(history, Real().public_log), Contains(HasSubstr("should not be there")));
}

}  // namespace
}  // namespace communique::testing
