// A read at a position shows what was there then, all of it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "statement/names.h"
#include "tests/content-service/storage/random_history.h"
#include "tests/testing/commands.h"
#include "tests/testing/fold.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using ::communique::testing::Deterministic;
using ::communique::testing::IsOk;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::SignWith;
using ::communique::testing::StatusIs;
using ::communique::testing::StoreUnderTest;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr size_t kNoLimit = size_t{1} << 30;

// Every answer that a state gives to a view.
struct Answers {
  // By what was asked for.
  std::map<std::string, v1::Statement> statements;
  // The signatories of each, one after another in their order, and the sections.
  std::map<std::string, std::string> lists;

  friend bool operator==(const Answers& a, const Answers& b) {
    const auto same = [](const auto& x, const auto& y) {
      return x.first == y.first && Deterministic(x.second) == Deterministic(y.second);
    };
    return a.lists == b.lists && std::equal(a.statements.begin(), a.statements.end(), b.statements.begin(),
                                            b.statements.end(), same);
  }
};

Answers AskAll(const StoreUnderTest& store, ReadAt at) {
  Answers answers;
  const auto page = store.store().ListStatements({.limit = 1000, .byte_limit = kNoLimit}, at);
  EXPECT_THAT(page, IsOk());
  for (const v1::Statement& listed : page->items) {
    const std::string id(IdOf(listed.name()));
    answers.statements["list " + id] = listed;
    const auto statement = store.store().GetStatement(id, at);
    EXPECT_THAT(statement, IsOk());
    answers.statements["get " + id] = *statement;
    const auto signatories = store.store().ListSignatories(id, {}, 1000, at);
    EXPECT_THAT(signatories, IsOk());
    for (const v1::Signatory& row : signatories->items) answers.lists[id] += Deterministic(row);
  }
  const auto sections = store.store().ListSections("", 100, kNoLimit, at);
  EXPECT_THAT(sections, IsOk());
  for (const v1::Section& section : sections->items) answers.lists["/sections"] += Deterministic(section);
  return answers;
}

// The answers without what they tell of a statement that is not among those of `later`.
Answers WithoutTheMissing(Answers answers, const Answers& later) {
  const auto is_missing = [&](absl::string_view id) {
    return !later.statements.contains(absl::StrCat("get ", id));
  };
  std::erase_if(answers.statements, [&](const auto& entry) { return is_missing(IdOf(entry.second.name())); });
  std::erase_if(answers.lists, [&](const auto& e) { return e.first != "/sections" && is_missing(e.first); });
  for (auto& [asked, statement] : answers.statements) {
    auto& translations = *statement.mutable_translations();
    for (int i = translations.size() - 1; i >= 0; --i) {
      if (is_missing(IdOf(translations[i].statement()))) translations.DeleteSubrange(i, 1);
    }
  }
  return answers;
}

class PastStateTest : public ::testing::TestWithParam<v1::View> {
 protected:
  ReadAt Past(uint64_t sequence) const { return {GetParam(), sequence, true}; }

  StoreUnderTest store_;
};
INSTANTIATE_TEST_SUITE_P(Views, PastStateTest, ::testing::Values(v1::VIEW_PUBLIC, v1::VIEW_EDITORIAL),
                         [](const auto& view) {
                           return view.param == v1::VIEW_PUBLIC ? "Public" : "Editorial";
                         });

// In PUBLIC all but what was taken from the public since.
TEST_P(PastStateTest, EveryStateOfAHistoryCanBeReadLaterAsItWas) {
  std::map<uint64_t, Answers> at_the_time;
  for (uint32_t step = 0; step < 400; ++step) {
    WriteHistory(store_, 1000 + step, 1);
    const ReadAt now = store_.Now(GetParam());
    at_the_time[now.sequence] = AskAll(store_, now);
  }
  const Answers newest = at_the_time.rbegin()->second;
  ASSERT_GT(at_the_time.size(), 100u);
  ASSERT_GT(newest.statements.size(), 6u);
  bool something_was_taken_down = false;
  for (const auto& [sequence, answers] : at_the_time) {
    const Answers still_there = WithoutTheMissing(answers, newest);
    EXPECT_TRUE(AskAll(store_, Past(sequence)) == still_there) << "after commit " << sequence;
    something_was_taken_down |= !(still_there == answers);
  }
  EXPECT_EQ(something_was_taken_down, GetParam() == v1::VIEW_PUBLIC);
}

TEST(PastState, NothingThatWasTakenFromThePublicCanBeReadAtAnOlderPosition) {
  StoreUnderTest store;
  ASSERT_OK(store.Do(MakeSection("press")));
  ASSERT_OK(store.Do(MakeStatement("a", "Forged in our name", "en", "g")));
  ASSERT_OK(store.Do(MakeStatement("b", "The other language", "ko", "g")));
  ASSERT_OK(store.Do(SignWith("a", {"Union"})));
  ASSERT_OK(store.Publish("a"));
  ASSERT_OK_AND_ASSIGN(const CommitOutcome live, store.Publish("b"));
  ASSERT_OK(store.Do(RemoveStatement{.statement = {"a", store.EtagOf("a")}, .gone = "Not ours."}));
  const ReadAt then{v1::VIEW_PUBLIC, live.sequence, true};
  EXPECT_THAT(store.store().GetStatement("a", then), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(store.store().ListSignatories("a", {}, 10, then), StatusIs(absl::StatusCode::kNotFound));
  ASSERT_OK_AND_ASSIGN(const v1::Statement other, store.store().GetStatement("b", then));
  EXPECT_THAT(other.translations(), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto listed, store.store().ListStatements({}, then));
  ASSERT_THAT(listed.items, SizeIs(1));
  EXPECT_EQ(listed.items[0].name(), "statements/b");
  ASSERT_OK_AND_ASSIGN(const v1::Statement known,
                       store.store().GetStatement("a", {v1::VIEW_EDITORIAL, live.sequence, true}));
  EXPECT_EQ(known.public_state(), v1::PUBLIC_STATE_LIVE);
}

}  // namespace
}  // namespace communique::content
