// The tree of sections as the disk has it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/testing/commands.h"
#include "tests/testing/refused.h"
#include "tests/testing/store_under_test.h"

namespace communique::content {
namespace {

using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::Refused;
using ::communique::testing::StoreUnderTest;
using ::testing::SizeIs;

class StoredSectionTree : public ::testing::Test {
 protected:
  absl::StatusOr<CommitOutcome> Move(const std::string& id, const std::string& parent) {
    UpdateSection update{id, store_.EtagOfSection(id), {}, {"parent"}};
    if (!parent.empty()) update.section.set_parent(absl::StrCat("sections/", parent));
    return store_.Do(update);
  }
  absl::StatusOr<CommitOutcome> Delete(const std::string& id) {
    return store_.Do(DeleteSection{id, store_.EtagOfSection(id)});
  }
  std::vector<v1::Statement> InAndBelow(const std::string& section, uint64_t sequence) {
    StatementQuery query;
    query.filter.section = section;
    query.filter.and_below = true;
    const auto page = store_.store().ListStatements(query, {v1::VIEW_EDITORIAL, sequence});
    EXPECT_THAT(page, communique::testing::IsOk());
    return page.ok() ? page->items : std::vector<v1::Statement>();
  }

  StoreUnderTest store_;
};

TEST_F(StoredSectionTree, WhatMovedAwayKeepsNoSectionFromBeingDeletedAndWhatIsBelowDoes) {
  ASSERT_OK(store_.Do(MakeSection("press")));
  ASSERT_OK(store_.Do(MakeSection("letters")));
  ASSERT_OK(store_.Do(MakeSection("europe", "press")));
  ASSERT_OK(Move("europe", "letters"));
  store_.Reopen();
  EXPECT_THAT(Delete("letters"), Refused(absl::StatusCode::kFailedPrecondition, "SECTION_NOT_EMPTY",
                                         "sections/europe is below it"));
  EXPECT_OK(Delete("press"));
  ASSERT_OK(Delete("europe"));
  EXPECT_OK(Delete("letters"));
}

TEST_F(StoredSectionTree, ASectionThatComesBackCountsWhereItIsAgain) {
  ASSERT_OK(store_.Do(MakeSection("press")));
  ASSERT_OK(store_.Do(MakeSection("europe", "press")));
  ASSERT_OK(Move("europe", ""));
  ASSERT_OK(Move("europe", "press"));
  EXPECT_THAT(Delete("press"), Refused(absl::StatusCode::kFailedPrecondition, "SECTION_NOT_EMPTY", "europe"));
}

TEST_F(StoredSectionTree, AllThatIsBelowASectionMovesWithItAndNothingElse) {
  ASSERT_OK(store_.Do(MakeSection("a")));
  ASSERT_OK(store_.Do(MakeSection("b", "a")));
  ASSERT_OK(store_.Do(MakeSection("c", "b")));
  // Begins like the id of the one that moves.
  ASSERT_OK(store_.Do(MakeSection("a-long-way")));
  ASSERT_OK(store_.Do(MakeSection("down", "a-long-way")));
  std::string above;
  for (int level = 1; level <= 5; ++level) {
    const std::string id = absl::StrCat("level", level);
    ASSERT_OK(store_.Do(MakeSection(id, above)));
    above = id;
  }
  ASSERT_OK(Move("a", "level5"));
  store_.Reopen();
  EXPECT_THAT(store_.Do(MakeSection("d", "c")),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "deeper than 8 levels"));
  EXPECT_OK(store_.Do(MakeSection("further-down", "down")));
  ASSERT_OK(Move("a", ""));
  EXPECT_OK(store_.Do(MakeSection("d", "c")));
}

TEST_F(StoredSectionTree, AListOfASectionAndAllBelowFollowsTheTreeOfItsPosition) {
  ASSERT_OK(store_.Do(MakeSection("press")));
  ASSERT_OK(store_.Do(MakeSection("world")));
  ASSERT_OK(store_.Do(MakeSection("europe", "world")));
  ASSERT_OK(store_.Do(MakeSection("alps", "europe")));
  CreateStatement create = MakeStatement("a", "One");
  create.content.set_section("sections/alps");
  ASSERT_OK(store_.Do(create));
  const uint64_t before = store_.store().Head().sequence;
  ASSERT_OK(Move("europe", "press"));
  const uint64_t after = store_.store().Head().sequence;
  EXPECT_THAT(InAndBelow("world", before), SizeIs(1));
  EXPECT_THAT(InAndBelow("press", before), SizeIs(0));
  EXPECT_THAT(InAndBelow("world", after), SizeIs(0));
  EXPECT_THAT(InAndBelow("press", after), SizeIs(1));
}

}  // namespace
}  // namespace communique::content
