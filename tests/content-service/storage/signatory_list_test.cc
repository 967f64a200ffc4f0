// Lists of signatories as the disk has them: order, old positions, duplicates, many at once.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "content-service/storage/content_store.h"
#include "statement/digest.h"
#include "tests/testing/commands.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::Rename;
using ::communique::testing::SignWith;
using ::communique::testing::StatusIs;
using ::communique::testing::StoreUnderTest;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// (row, the first of its party).
using Numbers = std::vector<std::pair<int64_t, int64_t>>;
Numbers NumbersOf(const std::vector<DuplicateRow>& duplicates) {
  Numbers numbers;
  for (const DuplicateRow& row : duplicates) numbers.emplace_back(row.number, row.same_as);
  return numbers;
}

class SignatoryListTest : public ::testing::Test {
 protected:
  SignatoryListTest() {
    EXPECT_OK(store_.Do(MakeSection("press")));
    EXPECT_OK(store_.Do(MakeStatement("a", "One")));
  }

  std::vector<std::string> NamesAt(ReadAt at, int page_size = 1000) {
    std::vector<std::string> names;
    for (SignatoryPlace place;;) {
      const auto page = store_.store().ListSignatories("a", place, page_size, at);
      EXPECT_OK(page);
      if (!page.ok()) return names;
      for (const v1::Signatory& row : page->items) {
        names.push_back(row.organisation().name());
        const auto number = std::stoll(row.name().substr(row.name().rfind('/') + 1));
        place = {row.display_order(), number};
      }
      if (!page->more) return names;
    }
  }
  SignatoryCheck Check() {
    const auto check = store_.store().CheckSignatories("a", 1000, store_.Now(v1::VIEW_EDITORIAL));
    EXPECT_OK(check);
    return check.value_or(SignatoryCheck());
  }
  // The digest of the list as anyone would compute it anew.
  std::string DigestOfAll() {
    const auto rows = store_.store().GetSignatories("a", 1, 100'000, store_.Now(v1::VIEW_EDITORIAL));
    EXPECT_OK(rows);
    std::vector<std::string> digests;
    for (const v1::Signatory& row : *rows) {
      EXPECT_EQ(row.digest(), SignatoryDigest(row, row.salt()));
      digests.push_back(row.digest());
    }
    return SignatoriesDigest(digests);
  }
  v1::Statement Statement() {
    return store_.store().GetStatement("a", store_.Now(v1::VIEW_EDITORIAL)).value_or(v1::Statement());
  }

  StoreUnderTest store_;
};

TEST_F(SignatoryListTest, ARowThatMovesIsListedOnceInItsPresentPlaceAndInItsOldOneAtOldPositions) {
  ASSERT_OK(store_.Do(SignWith("a", {"A", "B", "C"})));
  const ReadAt before = store_.Now(v1::VIEW_EDITORIAL);
  ASSERT_OK(store_.Do(Rename(store_.SeenRow("a", 1), "A2", 5)));
  const ReadAt between = store_.Now(v1::VIEW_EDITORIAL);
  ASSERT_OK(store_.Do(Rename(store_.SeenRow("a", 1), "A3", -5)));
  ASSERT_OK(store_.Do(Rename(store_.SeenRow("a", 3), "C2", 5)));
  for (const int page_size : {1, 2, 1000}) {
    EXPECT_THAT(NamesAt(store_.Now(v1::VIEW_EDITORIAL), page_size), ElementsAre("A3", "B", "C2"));
    EXPECT_THAT(NamesAt(before, page_size), ElementsAre("A", "B", "C"));
    EXPECT_THAT(NamesAt(between, page_size), ElementsAre("B", "C", "A2"));
  }
  store_.Reopen();
  EXPECT_THAT(NamesAt(store_.Now(v1::VIEW_EDITORIAL)), ElementsAre("A3", "B", "C2"));
}

TEST_F(SignatoryListTest, TheEtagOfARowIsForEditorsAlone) {
  ASSERT_OK(store_.Do(SignWith("a", {"A"})));
  ASSERT_OK(store_.Publish("a"));
  for (const v1::View view : {v1::VIEW_PUBLIC, v1::VIEW_EDITORIAL}) {
    ASSERT_OK_AND_ASSIGN(const auto rows, store_.store().GetSignatories("a", 1, 1, store_.Now(view)));
    EXPECT_EQ(rows[0].etag().empty(), view == v1::VIEW_PUBLIC);
  }
}

TEST_F(SignatoryListTest, DuplicatesAreFoundByFoldedNameAmongThoseWhoHaveNotWithdrawn) {
  ASSERT_OK(store_.Do(SignWith("a", {"École du Delta", "League", "ECOLE DU DELTA", "league", "Council"})));
  EXPECT_EQ(NumbersOf(Check().duplicates), (Numbers{{3, 1}, {4, 2}}));
  ASSERT_OK_AND_ASSIGN(const auto rows,
                       store_.store().GetSignatories("a", 3, 3, store_.Now(v1::VIEW_EDITORIAL)));
  ASSERT_OK_AND_ASSIGN(auto found, store_.store().FindDuplicates("a", rows));
  EXPECT_EQ(NumbersOf(found), (Numbers{{3, 1}, {4, 2}}));

  ASSERT_OK(store_.Do(WithdrawSignatory{store_.SeenRow("a", 1), "They asked for it."}));
  ASSERT_OK(store_.Do(Rename(store_.SeenRow("a", 4), "Guild")));
  EXPECT_THAT(Check().duplicates, IsEmpty());
  ASSERT_OK(store_.Do(Rename(store_.SeenRow("a", 5), "Guild")));
  ASSERT_OK(store_.Do(Rename(store_.SeenRow("a", 1), "École du Delta")));
  store_.Reopen();
  EXPECT_EQ(NumbersOf(Check().duplicates), (Numbers{{3, 1}, {5, 4}}));
}

TEST_F(SignatoryListTest, TheListIsCheckedAgainstWhatTheNewestTextStates) {
  EXPECT_FALSE(Check().open);
  UpdateStatement update{"a", store_.EtagOf("a"), {}, {"signature_call"}};
  update.content.mutable_signature_call()->set_open(true);
  update.content.mutable_signature_call()->set_stated_count(3);
  ASSERT_OK(store_.Do(update));
  ASSERT_OK(store_.Do(SignWith("a", {"A", "B", "C"})));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(WithdrawSignatory{store_.SeenRow("a", 2), "They asked for it."}));
  const SignatoryCheck check = Check();
  EXPECT_EQ(check.stated_count, 3);
  EXPECT_EQ(check.signatory_count, 2);
  EXPECT_EQ(check.withdrawn_count, 1);
  EXPECT_TRUE(check.open);
  ASSERT_OK(store_.Do(WithdrawStatement{{"a", store_.EtagOf("a")}, "It is not right."}));
  EXPECT_FALSE(Check().open);
  EXPECT_THAT(store_.store().CheckSignatories("b", 1, store_.Now(v1::VIEW_EDITORIAL)),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(SignatoryListTest, TenThousandSignAndTheDigestGoesOnAfterARestart) {
  for (int call = 0; call < 10; ++call) {
    std::vector<std::string> names;
    for (int i = 0; i < 1000; ++i) names.push_back(absl::StrCat("Union ", call, "/", i));
    ASSERT_OK(store_.Do(SignWith("a", names)));
  }
  store_.Reopen();
  ASSERT_OK(store_.Do(SignWith("a", {"One more"})));
  ASSERT_OK(store_.Do(WithdrawSignatory{store_.SeenRow("a", 5000), "They asked for it."}));
  EXPECT_EQ(Statement().signatory_count(), 10'000);
  EXPECT_EQ(Statement().signatories_digest(), DigestOfAll());
  EXPECT_THAT(NamesAt(store_.Now(v1::VIEW_EDITORIAL)), SizeIs(10'001));
}

// Sixteen threads add, withdraw and correct at the same time; each owns a row that nobody else changes, and
// all of them share one.
TEST_F(SignatoryListTest, ManyAtOnceLoseNothingAndCollideOnTheSameRowAlone) {
  constexpr int kThreads = 16;
  constexpr int kRounds = 12;
  std::vector<std::string> names = {"Shared"};
  for (int i = 0; i < kThreads; ++i) names.push_back(absl::StrCat("Row of ", i));
  ASSERT_OK(store_.Do(SignWith("a", names)));
  const uint64_t before = store_.store().Head().sequence;
  std::atomic<int> commits = 0;
  std::atomic<int> shared_done = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < kThreads; ++thread) {
      threads.emplace_back([&, thread] {
        for (int round = 0; round < kRounds; ++round) {
          EXPECT_OK(store_.Do(SignWith("a", {absl::StrCat("New ", thread, "/", round)})));
          EXPECT_OK(store_.Do(
              Rename(store_.SeenRow("a", thread + 2), absl::StrCat("Row ", thread, "/", round), round)));
          EXPECT_OK(store_.Do(WithdrawSignatory{store_.SeenRow("a", thread + 2), "They asked for it."}));
          commits += 3;
          const auto shared =
              store_.Do(Rename(store_.SeenRow("a", 1), absl::StrCat("Shared ", thread, "/", round), 1));
          if (shared.ok()) {
            ++commits;
            ++shared_done;
          } else {
            EXPECT_THAT(shared, StatusIs(absl::StatusCode::kAborted));
          }
        }
      });
    }
  }
  EXPECT_GT(shared_done, 0);
  EXPECT_EQ(store_.store().Head().sequence, before + static_cast<uint64_t>(commits));
  const v1::Statement statement = Statement();
  EXPECT_EQ(statement.signatory_count(), 1 + kThreads * kRounds) << "all rows but those withdrawn";
  EXPECT_EQ(statement.signatories_digest(), DigestOfAll());
  ASSERT_OK_AND_ASSIGN(const auto rows,
                       store_.store().GetSignatories("a", 1, kThreads + 1, store_.Now(v1::VIEW_EDITORIAL)));
  for (int thread = 0; thread < kThreads; ++thread) {
    const v1::Signatory& row = rows[static_cast<size_t>(thread) + 1];
    EXPECT_EQ(row.organisation().name(), absl::StrCat("Row ", thread, "/", kRounds - 1));
    EXPECT_EQ(row.status(), v1::SIGNATORY_STATUS_WITHDRAWN);
  }
}

}  // namespace
}  // namespace communique::content
