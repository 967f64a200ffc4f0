#include "content-service/storage/history_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/etag.h"
#include "statement/errors.h"
#include "statement/names.h"
#include "statement/position.h"
#include "tests/content-service/storage/random_history.h"
#include "tests/testing/commands.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::Retitle;
using ::communique::testing::SignWith;
using ::communique::testing::StatusIs;
using ::communique::testing::StoreUnderTest;
using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class HistoryStoreTest : public ::testing::Test {
 protected:
  HistoryStoreTest() {
    EXPECT_OK(store_.Do(MakeSection("press")));
    EXPECT_OK(store_.Do(MakeStatement("a", "One")));
  }
  void Update(const std::string& title) { ASSERT_OK(store_.Do(Retitle("a", store_.EtagOf("a"), title))); }
  uint64_t Head() const { return store_.store().Head().sequence; }

  std::vector<std::string> RevisionTitles() const {
    std::vector<std::string> titles;
    const auto page = store_.history().ListRevisions({.statement = "a"}, Head());
    EXPECT_OK(page);
    for (const v1::Revision& revision : page->items) titles.push_back(revision.content().title());
    return titles;
  }

  StoreUnderTest store_;
};

TEST_F(HistoryStoreTest, EveryWriteOfAContentIsARevisionAlsoOneThatWasDiscarded) {
  ASSERT_OK(store_.Publish("a"));
  Update("Two");
  ASSERT_OK(store_.Do(DiscardDraft{{"a", store_.EtagOf("a")}}));
  EXPECT_THAT(RevisionTitles(), ElementsAre("Two", "One"));
  Update("Three");
  EXPECT_THAT(RevisionTitles(), ElementsAre("Three", "Two", "One"));
  store_.SetTime(1'700'000'500);
  Update("Four");
  ASSERT_OK_AND_ASSIGN(const v1::Revision newest, store_.history().GetRevision("a", 4, Head()));
  EXPECT_EQ(newest.name(), "statements/a/revisions/4");
  EXPECT_EQ(newest.create_time().seconds(), 1'700'000'500);
  EXPECT_EQ(newest.actor(), "alice");
  EXPECT_THAT(newest.content().blocks(), SizeIs(2));
}

TEST_F(HistoryStoreTest, PublishingAndSigningMakeNoRevision) {
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(SignWith("a", {"Union"})));
  EXPECT_THAT(RevisionTitles(), ElementsAre("One"));
}

TEST_F(HistoryStoreTest, ListsOfRevisionsAndEditionsHaveNoBlocks) {
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK_AND_ASSIGN(const auto revisions, store_.history().ListRevisions({.statement = "a"}, Head()));
  EXPECT_THAT(revisions.items[0].content().blocks(), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto editions,
                       store_.history().ListEditions({.statement = "a"}, store_.Now(v1::VIEW_PUBLIC)));
  EXPECT_THAT(editions.items[0].content().blocks(), IsEmpty());
  EXPECT_THAT(editions.items[0].parts(), IsEmpty());
}

TEST_F(HistoryStoreTest, PagesAreCutByNumberAndBySizeAndTogetherHoldEverythingOnce) {
  for (int i = 2; i <= 9; ++i) Update(absl::StrCat("Title ", i));
  for (const HistoryQuery& cut :
       {HistoryQuery{.statement = "a", .limit = 2}, HistoryQuery{.statement = "a", .byte_limit = 1}}) {
    std::vector<int64_t> numbers;
    HistoryQuery query = cut;
    while (true) {
      ASSERT_OK_AND_ASSIGN(const auto page, store_.history().ListRevisions(query, Head()));
      ASSERT_THAT(page.items, SizeIs(::testing::Le(2u)));
      for (const v1::Revision& revision : page.items) numbers.push_back(revision.number());
      if (!page.more) break;
      query.before = numbers.back();
    }
    EXPECT_THAT(numbers, ElementsAre(9, 8, 7, 6, 5, 4, 3, 2, 1));
  }
}

TEST_F(HistoryStoreTest, ANumberThatIsNotThereIsNotFoundAndTheNewestIsTold) {
  for (const int64_t number : {int64_t{0}, int64_t{2}, INT64_MAX}) {
    const auto revision = store_.history().GetRevision("a", number, Head());
    EXPECT_THAT(revision, StatusIs(absl::StatusCode::kNotFound, HasSubstr("the newest is 1")));
    EXPECT_EQ(ReasonOf(revision.status()), "NO_SUCH_REVISION");
  }
  const auto edition = store_.history().GetEdition("a", 1, store_.Now(v1::VIEW_EDITORIAL));
  EXPECT_THAT(edition, StatusIs(absl::StatusCode::kNotFound, HasSubstr("has no edition")));
  EXPECT_EQ(ReasonOf(edition.status()), "NO_SUCH_EDITION");
  EXPECT_EQ(ReasonOf(store_.history().GetRevision("b", 1, Head()).status()), "NO_SUCH_STATEMENT");
  EXPECT_EQ(ReasonOf(store_.history().ListCommits({.statement = "b"}, Head()).status()), "NO_SUCH_STATEMENT");
}

TEST_F(HistoryStoreTest, EditionsAreForThePublicWhileTheStatementIs) {
  const auto get = [&] { return store_.history().GetEdition("a", 1, store_.Now(v1::VIEW_PUBLIC)); };
  const auto list = [&] {
    return store_.history().ListEditions({.statement = "a"}, store_.Now(v1::VIEW_PUBLIC));
  };
  const absl::Status not_there =
      store_.history().GetEdition("nothing", 1, store_.Now(v1::VIEW_PUBLIC)).status();
  const auto is_hidden = [&](const absl::Status& status) {
    return status.code() == absl::StatusCode::kNotFound && ReasonOf(status) == ReasonOf(not_there);
  };
  EXPECT_TRUE(is_hidden(get().status()));
  EXPECT_TRUE(is_hidden(list().status()));
  ASSERT_OK(store_.Publish("a"));
  Update("Two");
  ASSERT_OK_AND_ASSIGN(const v1::Edition edition, get());
  EXPECT_EQ(edition.content().title(), "One");
  EXPECT_EQ(edition.path(), "/en/press/one/");
  ASSERT_OK_AND_ASSIGN(const auto all, list());
  EXPECT_THAT(all.items, SizeIs(1)) << "the draft is no edition";
  ASSERT_OK(store_.Do(WithdrawStatement{{"a", store_.EtagOf("a")}, "Two figures are wrong."}));
  EXPECT_OK(get());
  ASSERT_OK(store_.Do(RemoveStatement{.statement = {"a", store_.EtagOf("a")}, .gone = "Not ours."}));
  EXPECT_TRUE(is_hidden(get().status()));
  EXPECT_TRUE(is_hidden(list().status()));
  EXPECT_OK(store_.history().GetEdition("a", 1, store_.Now(v1::VIEW_EDITORIAL)));
}

TEST_F(HistoryStoreTest, WhatAnImportKeptOfItsPageIsInNoPublicEdition) {
  UpdateStatement update{"a", store_.EtagOf("a"), {}, {"source_head"}};
  update.content.add_source_head()->set_value("Jane Doe");
  ASSERT_OK(store_.Do(update));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK_AND_ASSIGN(const v1::Edition shown,
                       store_.history().GetEdition("a", 1, store_.Now(v1::VIEW_PUBLIC)));
  EXPECT_THAT(shown.content().source_head(), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const v1::Edition kept,
                       store_.history().GetEdition("a", 1, store_.Now(v1::VIEW_EDITORIAL)));
  EXPECT_THAT(kept.content().source_head(), SizeIs(1));
}

TEST_F(HistoryStoreTest, CommitsSayWhoDidWhatAndLeadToTheStateTheyLeft) {
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(MakeStatement("b", "Another")));
  ASSERT_OK(store_.Do(SignWith("a", {"Union"})));
  Update("Two");
  ASSERT_OK_AND_ASSIGN(const auto page, store_.history().ListCommits({.statement = "a"}, Head()));
  std::vector<v1::ChangeReason> reasons;
  for (const auto& commit : page.items) {
    reasons.push_back(commit.message.reason());
    EXPECT_EQ(commit.message.actor(), "alice");
    ASSERT_OK_AND_ASSIGN(const Position position, DecodePosition(commit.message.position()));
    EXPECT_EQ(position.sequence, commit.sequence);
    ASSERT_OK_AND_ASSIGN(const v1::Statement then,
                         store_.store().GetStatement("a", {v1::VIEW_EDITORIAL, position.sequence, true}));
    EXPECT_EQ(then.public_state(), commit.message.public_state());
    EXPECT_EQ(then.draft_state(), commit.message.draft_state());
    EXPECT_EQ(then.update_time().seconds(), commit.message.time().seconds());
  }
  EXPECT_THAT(reasons, ElementsAre(v1::CHANGE_REASON_UPDATED, v1::CHANGE_REASON_SIGNATORIES,
                                   v1::CHANGE_REASON_PUBLISHED, v1::CHANGE_REASON_CREATED));
  EXPECT_EQ(page.items[0].message.revision(), 2);
  EXPECT_EQ(page.items[2].message.edition(), 1);
}

// By etags: each commit that changes one is told once. Signatures are told too, and change none.
TEST(CommitsOfAHistory, AreThoseThatChangedTheEtagOfTheStatementAndItsSignatures) {
  StoreUnderTest store;
  std::map<std::string, std::vector<std::string>> etags;
  for (uint32_t step = 0; step < 300; ++step) {
    WriteHistory(store, 5000 + step, 1);
    const auto page = store.store().ListStatements({.limit = 1000}, store.Now(v1::VIEW_EDITORIAL));
    ASSERT_OK(page);
    for (const v1::Statement& statement : page->items) {
      std::vector<std::string>& seen = etags[std::string(IdOf(statement.name()))];
      if (seen.empty() || seen.back() != statement.etag()) seen.push_back(statement.etag());
    }
  }
  ASSERT_GT(etags.size(), 3u);
  for (const auto& [id, seen] : etags) {
    std::vector<std::string> told;
    HistoryQuery query{.statement = id, .limit = 3};
    while (true) {
      ASSERT_OK_AND_ASSIGN(const auto page,
                           store.history().ListCommits(query, store.store().Head().sequence));
      for (const auto& commit : page.items) {
        EXPECT_NE(commit.message.reason(), v1::CHANGE_REASON_UNSPECIFIED);
        const std::string etag = MakeEtag(StatementName(id), commit.sequence);
        if (std::find(seen.begin(), seen.end(), etag) != seen.end()) {
          told.insert(told.begin(), etag);
        } else {
          EXPECT_EQ(commit.message.reason(), v1::CHANGE_REASON_SIGNATORIES);
        }
      }
      if (!page.more) break;
      query.before = static_cast<int64_t>(page.items.back().sequence);
    }
    EXPECT_THAT(told, Eq(seen)) << id;
  }
}

}  // namespace
}  // namespace communique::content
