#include "render-service/pipeline/history_comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "statement/erasure.h"
#include "tests/render-service/pipeline/site_under_test.h"
#include "tests/testing/public_changes.h"
#include "tests/testing/status_matchers.h"

namespace communique::render {
namespace {

using ::communique::render::testing::FakeContent;
using ::communique::render::testing::SiteUnderTest;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeSignatory;
using ::communique::testing::MakeStatement;
using ::communique::testing::Told;
using ::communique::testing::ToldErasure;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Changes = std::vector<content::v1::Change>;

// With a block, and the digest of it.
content::v1::Statement Letter(int32_t edition = 1) {
  content::v1::Statement statement = MakeStatement({.id = "a", .edition = edition});
  content::v1::Edition& live = *statement.mutable_live();
  content::v1::Block& block = *live.mutable_content()->add_blocks();
  block.set_anchor("p-1");
  block.mutable_paragraph()->add_inlines()->set_text("A name");
  content::v1::DigestPart& part = *live.add_parts();
  part.set_key("block/p-1");
  part.set_salt("salt");
  part.set_digest("digest");
  return statement;
}

content::v1::Section TwoTitles() {
  content::v1::Section section = MakeSection("press", "Press");
  for (const char* language : {"ko", "fr", "de", "sw", "zh-Hant"}) {
    (*section.mutable_titles())[language] = "Presse";
  }
  return section;
}

Changes Beginning() {
  return {Told(TwoTitles()), Told(Letter()), Told(MakeSignatory("a", 1, "Rivers Alliance"))};
}

class HistoryComparisonTest : public ::testing::Test {
 protected:
  HistoryComparisonTest() {
    content_.Commit(Beginning());
    other_.Commit(Beginning());
  }
  ~HistoryComparisonTest() override { site_.Stop(); }

  // What would change for a site that was made from `content_`, and followed all of it, with `other_`.
  v1::EpochChange Compare(const std::vector<Changes>& followed) {
    site_.Start();
    uint64_t last = 1;
    for (const Changes& changes : followed) last = content_.Commit(changes);
    EXPECT_TRUE(site_.WaitFor(last));
    const auto checkpoint = site_.state().ReadCheckpoint();
    EXPECT_OK(checkpoint);
    const auto history = CompareHistory(other_, site_.state(), *checkpoint);
    EXPECT_OK(history);
    return history.ok() ? history->change : v1::EpochChange();
  }

  FakeContent content_;
  FakeContent other_{"00000000000000bb"};
  SiteUnderTest site_{content_};
};

TEST_F(HistoryComparisonTest, TheSameIsTheSame) {
  other_.Commit({Told(Letter(2))});
  const v1::EpochChange change = Compare({{Told(Letter(2))}});
  EXPECT_TRUE(IsSame(change)) << change.DebugString();
}

TEST_F(HistoryComparisonTest, AnErasedSignatoryThatIsThereIsResurrected) {
  content::v1::Signatory erased = MakeSignatory("a", 1, "Rivers Alliance");
  EraseSignatory(erased);
  const v1::EpochChange change = Compare({{ToldErasure(erased.name()), Told(Letter()), Told(erased)}});
  EXPECT_THAT(change.resurrected(), ElementsAre("statements/a/signatories/1"));
  EXPECT_THAT(change.different(), IsEmpty());
}

TEST_F(HistoryComparisonTest, AnErasedEarlierEditionThatIsThereIsResurrected) {
  other_.Commit({Told(Letter(2))});
  const v1::EpochChange change =
      Compare({{Told(Letter(2))}, {ToldErasure("statements/a/editions/1"), Told(Letter(2))}});
  EXPECT_THAT(change.resurrected(), ElementsAre("statements/a/editions/1"));
}

TEST_F(HistoryComparisonTest, AnErasedBlockThatIsThereIsResurrectedWithEachEditionThatHasIt) {
  other_.Commit({Told(Letter(2))});
  content::v1::Statement left = Letter(2);
  EraseParts(EraseBlock("p-1", *left.mutable_live()->mutable_content()),
             *left.mutable_live()->mutable_parts());
  const v1::EpochChange change =
      Compare({{Told(Letter(2))}, {ToldErasure("statements/a", "p-1"), Told(left)}});
  EXPECT_THAT(change.resurrected(), ElementsAre("statements/a", "statements/a/editions/1"));
}

TEST_F(HistoryComparisonTest, AnErasedEditionThatIsLiveAgainIsResurrected) {
  const v1::EpochChange change =
      Compare({{Told(Letter(2))}, {ToldErasure("statements/a/editions/1"), Told(Letter(2))}});
  EXPECT_THAT(change.resurrected(), ElementsAre("statements/a"));
  EXPECT_THAT(change.different(), ElementsAre("statements/a/editions/2"));
}

TEST_F(HistoryComparisonTest, ARowThatIsCorrectedOrMissingIsDifferent) {
  content::v1::Signatory corrected = MakeSignatory("a", 1, "Rivers Alliance");
  corrected.set_status(content::v1::SIGNATORY_STATUS_CORRECTED);
  const v1::EpochChange change =
      Compare({{Told(corrected), Told(MakeSignatory("a", 2, "Forest Watch")), Told(Letter())}});
  EXPECT_THAT(change.different(), ElementsAre("statements/a/signatories/1", "statements/a/signatories/2"));
  EXPECT_THAT(change.resurrected(), IsEmpty());
}

TEST_F(HistoryComparisonTest, WhatStandsAroundATextCountsToo) {
  content::v1::Statement translated = Letter();
  translated.add_translations()->set_title("Another language");
  const v1::EpochChange change = Compare({{Told(translated)}});
  EXPECT_THAT(change.different(), ElementsAre("statements/a"));
}

TEST_F(HistoryComparisonTest, NothingIsComparedBeforeAllThatWasFollowedIsApplied) {
  site_.Start();
  ASSERT_TRUE(site_.WaitFor(1));
  ASSERT_OK_AND_ASSIGN(Checkpoint followed, site_.state().ReadCheckpoint());
  EXPECT_OK(CompareHistory(other_, site_.state(), followed));
  followed.number = 2;
  EXPECT_TRUE(absl::IsUnavailable(CompareHistory(other_, site_.state(), followed).status()));
}

TEST_F(HistoryComparisonTest, SectionsAreAddedRemovedAndDifferent) {
  content::v1::Section renamed = TwoTitles();
  (*renamed.mutable_titles())["en"] = "Press releases";
  other_.Commit({Told(MakeSection("asia", "Asia"))});
  const v1::EpochChange change = Compare({{Told(renamed), Told(MakeSection("africa", "Africa"))}});
  EXPECT_THAT(change.added(), ElementsAre("sections/asia"));
  EXPECT_THAT(change.removed(), ElementsAre("sections/africa"));
  EXPECT_THAT(change.different(), ElementsAre("sections/press"));
}

}  // namespace
}  // namespace communique::render
