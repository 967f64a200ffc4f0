// Two texts of a statement beside each other, out of the store.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/compare.h"
#include "statement/names.h"
#include "tests/content-service/storage/erasure_fixture.h"
#include "tests/content-service/storage/random_history.h"
#include "tests/testing/refused.h"

namespace communique::content {
namespace {

using ::communique::testing::ContentOf;
using ::communique::testing::MakeStatement;
using ::communique::testing::Refused;
using ::communique::testing::Rename;
using ::communique::testing::SignWith;
using ::communique::testing::StoreUnderTest;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr size_t kAnswer = size_t{3} << 20;

VersionId Edition(int64_t number) { return {.is_edition = true, .number = number}; }
VersionId Revision(int64_t number) { return {.number = number}; }

class ComparisonTest : public ErasureTest {
 protected:
  void SetUp() override {
    ErasureTest::SetUp();
    ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  }
  absl::StatusOr<v1::Comparison> Compare(const VersionId& from, const VersionId& to,
                                         v1::View view = v1::VIEW_EDITORIAL, size_t byte_limit = kAnswer) {
    return store_.history().Compare("a", from, to, store_.Now(view), byte_limit);
  }
  // "changed 1 Union > League".
  std::vector<std::string> Signatories(const VersionId& from, const VersionId& to,
                                       v1::View view = v1::VIEW_EDITORIAL) {
    const auto comparison = Compare(from, to, view);
    EXPECT_OK(comparison);
    std::vector<std::string> lines;
    for (const v1::SignatoryDifference& each : comparison->signatories()) {
      const v1::Signatory& shown = each.has_after() ? each.after() : each.before();
      lines.push_back(
          absl::StrCat(v1::DifferenceKind_Name(each.kind()), " ", ParseSignatoryName(shown.name())->number,
                       " ", each.before().organisation().name(), " > ", each.after().organisation().name(),
                       shown.status() == v1::SIGNATORY_STATUS_WITHDRAWN ? " withdrawn" : ""));
    }
    return lines;
  }
};

TEST_F(ComparisonTest, RevisionsAndEditionsAreComparedWithEachOther) {
  ASSERT_OK(store_.Publish("a"));
  Write("a", ContentOf("Two"));
  ASSERT_OK_AND_ASSIGN(const v1::Comparison there, Compare(Edition(1), Revision(2)));
  ASSERT_THAT(there.fields(), Not(IsEmpty()));
  EXPECT_EQ(there.fields(0).field(), "title");
  ASSERT_THAT(there.blocks(), SizeIs(1));
  EXPECT_EQ(there.blocks(0).kind(), v1::DIFFERENCE_KIND_CHANGED);
  ASSERT_OK_AND_ASSIGN(const v1::Comparison back, Compare(Revision(2), Edition(1)));
  EXPECT_THAT(back.blocks(), SizeIs(1));
  for (const VersionId& version : {Edition(1), Revision(1), Revision(2)}) {
    EXPECT_EQ(Compare(version, version)->ByteSizeLong(), 0u);
  }
  EXPECT_EQ(Compare(Edition(1), Revision(1))->ByteSizeLong(), 0u);
}

TEST_F(ComparisonTest, ANumberThatIsNoneIsNotFound) {
  ASSERT_OK(store_.Publish("a"));
  EXPECT_THAT(Compare(Edition(1), Edition(2)),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_EDITION", "the newest is 1"));
  EXPECT_THAT(Compare(Revision(7), Edition(1)),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_REVISION", "the newest is 1"));
  EXPECT_THAT(store_.history().Compare("b", Edition(1), Edition(1), store_.Now(v1::VIEW_PUBLIC), kAnswer),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_STATEMENT", "no statement"));
}

TEST_F(ComparisonTest, ThePublicFindsNothingOfWhatItCannotReadAnyMore) {
  EXPECT_THAT(Compare(Edition(1), Edition(1), v1::VIEW_PUBLIC),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_STATEMENT", "no statement"));
  ASSERT_OK(store_.Publish("a"));
  Write("a", ContentOf("Two"));
  EXPECT_THAT(Compare(Edition(1), Edition(2), v1::VIEW_PUBLIC),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_EDITION", "the newest is 1"));
  ASSERT_OK(store_.Publish("a"));
  EXPECT_OK(Compare(Edition(1), Edition(2), v1::VIEW_PUBLIC));
  ASSERT_OK(store_.Do(RemoveStatement{.statement = Seen("a"), .gone = "Never ours."}));
  EXPECT_THAT(Compare(Edition(1), Edition(2), v1::VIEW_PUBLIC),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_STATEMENT", "no statement"));
  EXPECT_OK(Compare(Edition(1), Edition(2)));
}

TEST_F(ComparisonTest, WhatAnImportKeptOfItsPageIsNotToldToThePublic) {
  v1::Content content = ContentOf("One");
  content.add_source_head()->set_value(kName);
  Write("a", content);
  ASSERT_OK(store_.Publish("a"));
  content.mutable_source_head(0)->set_value("Somebody else");
  Write("a", content);
  ASSERT_OK(store_.Publish("a"));
  EXPECT_THAT(Compare(Edition(1), Edition(2))->fields(), SizeIs(1));
  EXPECT_EQ(Compare(Edition(1), Edition(2), v1::VIEW_PUBLIC)->ByteSizeLong(), 0u);
}

TEST_F(ComparisonTest, SignatoriesAreThoseOfTheTimeAndTheNewestVersionHasThoseOfNow) {
  ASSERT_OK(store_.Do(SignWith("a", {"Union"})));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(SignWith("a", {"League"})));
  Write("a", ContentOf("Two"));
  ASSERT_OK(store_.Do(WithdrawSignatory{store_.SeenRow("a", 1), "They asked for it."}));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(Rename(store_.SeenRow("a", 2), "The League", -5)));
  const std::vector<std::string> expected = {"DIFFERENCE_KIND_ADDED 2  > The League",
                                             "DIFFERENCE_KIND_CHANGED 1 Union > Union withdrawn"};
  EXPECT_EQ(Signatories(Edition(1), Edition(2)), expected);
  EXPECT_EQ(Signatories(Edition(1), Edition(2), v1::VIEW_PUBLIC), expected);
  // The first revision was written before anybody signed.
  EXPECT_THAT(Signatories(Revision(1), Edition(1)), ElementsAre("DIFFERENCE_KIND_ADDED 1  > Union"));
  EXPECT_THAT(
      Signatories(Edition(2), Revision(1)),
      ElementsAre("DIFFERENCE_KIND_REMOVED 2 The League > ", "DIFFERENCE_KIND_REMOVED 1 Union >  withdrawn"));
  EXPECT_THAT(Signatories(Edition(2), Revision(2)), IsEmpty());
}

TEST_F(ComparisonTest, RowsOfListsHaveNoEtagInPublic) {
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(SignWith("a", {"Union"})));
  Write("a", ContentOf("One"));
  ASSERT_OK(store_.Publish("a"));
  EXPECT_NE(Compare(Edition(1), Edition(2))->signatories(0).after().etag(), "");
  EXPECT_EQ(Compare(Edition(1), Edition(2), v1::VIEW_PUBLIC)->signatories(0).after().etag(), "");
}

TEST_F(ComparisonTest, WhatOfALongListHasNoRoomIsCounted) {
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(SignWith("a", std::vector<std::string>(100, std::string(200, 'x')))));
  Write("a", ContentOf("Two"));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK_AND_ASSIGN(const v1::Comparison cut, Compare(Edition(1), Edition(2), v1::VIEW_PUBLIC, 10'000));
  EXPECT_LE(cut.ByteSizeLong(), 10'000u);
  EXPECT_GT(cut.signatories_size(), 10);
  EXPECT_EQ(cut.signatories_size() + cut.more_signatories(), 100);
  EXPECT_THAT(cut.blocks(), SizeIs(1));
}

TEST_F(ComparisonTest, AnErasedBlockIsMarkedInEveryVersion) {
  ASSERT_OK(store_.Publish("a"));
  Write("a", ContentOf("One"));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(EraseBlock("a", "1"));
  for (const v1::View view : {v1::VIEW_PUBLIC, v1::VIEW_EDITORIAL}) {
    ASSERT_OK_AND_ASSIGN(const v1::Comparison comparison, Compare(Edition(1), Edition(2), view));
    ASSERT_THAT(comparison.blocks(), SizeIs(1));
    EXPECT_EQ(comparison.blocks(0).kind(), v1::DIFFERENCE_KIND_ERASED);
    EXPECT_EQ(comparison.blocks(0).label_after(), "1.");
    EXPECT_THAT(comparison.blocks(0).words(), IsEmpty());
  }
}

TEST_F(ComparisonTest, OfAnErasedTextOnlyThatItIsGoneIsToldAndWhoSigned) {
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(SignWith("a", {"Union"})));
  Write("a", ContentOf("Two"));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(EraseRevision("a", 1));
  Scrub();
  for (const VersionId& gone : {Edition(1), Revision(1)}) {
    ASSERT_OK_AND_ASSIGN(const v1::Comparison there, Compare(gone, Edition(2)));
    EXPECT_TRUE(there.from_erased());
    EXPECT_FALSE(there.to_erased());
    EXPECT_THAT(there.blocks(), IsEmpty());
    EXPECT_THAT(there.fields(), IsEmpty());
    EXPECT_THAT(there.signatories(), SizeIs(1));
    ASSERT_OK_AND_ASSIGN(const v1::Comparison back, Compare(Edition(2), gone));
    EXPECT_TRUE(back.to_erased());
  }
}

TEST_F(ComparisonTest, AnErasedRowIsMarkedAndItsNameIsToldNoMore) {
  ASSERT_OK(store_.Do(SignWith("a", {kName})));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(store_.Do(WithdrawSignatory{store_.SeenRow("a", 1), kName}));
  Write("a", ContentOf("Two"));
  ASSERT_OK(store_.Publish("a"));
  ASSERT_OK(EraseSignatory("a", 1));
  EXPECT_THAT(Signatories(Edition(1), Edition(2)), ElementsAre("DIFFERENCE_KIND_ERASED 1  >  withdrawn"));
}

TEST(ComparisonHistory, AnyTwoVersionsOfARandomHistoryAreComparedAsTheirTextsAre) {
  for (uint32_t seed = 1; seed <= 3; ++seed) {
    StoreUnderTest store;
    WriteHistory(store, seed, 300);
    const ReadAt now = store.Now(v1::VIEW_PUBLIC);
    int compared = 0;
    for (int i = 0; i < 40; ++i) {
      const std::string id = absl::StrCat("s", i);
      const auto statement = store.store().GetStatement(id, now);
      if (!statement.ok()) continue;
      const int last = statement->live().number();
      for (int from = 1; from <= last; ++from) {
        const auto older = store.history().GetEdition(id, from, now);
        const auto newer = store.history().GetEdition(id, last, now);
        const auto comparison = store.history().Compare(id, Edition(from), Edition(last), now, kAnswer);
        ASSERT_OK(comparison);
        v1::Comparison texts = *comparison;
        texts.clear_signatories();
        EXPECT_EQ(texts.SerializeAsString(),
                  CompareContents(older->content(), newer->content()).SerializeAsString());
        ++compared;
      }
    }
    EXPECT_GT(compared, 5);
  }
}

}  // namespace
}  // namespace communique::content
