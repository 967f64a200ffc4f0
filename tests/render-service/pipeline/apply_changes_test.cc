#include "render-service/pipeline/apply_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "render-service/storage/rocks_local_state.h"
#include "tests/testing/public_changes.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace communique::render {
namespace {

using ::communique::testing::MakeSignatory;
using ::communique::testing::MakeStatement;
using ::communique::testing::Told;
using ::communique::testing::ToldErasure;
using ::communique::testing::ToldRemoval;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Changes = std::vector<content::v1::Change>;

class ApplyChangesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(state_, OpenRocksLocalState({.directory = directory_.path()}));
  }

  // Applied and stored.
  AppliedChanges Apply(const Changes& changes) {
    absl::StatusOr<AppliedChanges> applied = ApplyChanges(changes, *state_, outline_);
    EXPECT_OK(applied);
    if (!applied.ok()) return {};
    EXPECT_OK(state_->Commit(applied->batch));
    outline_ = applied->outline;
    return *std::move(applied);
  }
  PublicStatement Read(const std::string& id) {
    return state_->ReadStatement(absl::StrCat("statements/", id)).value().value();
  }
  // With a paragraph, and a digest of it.
  static content::v1::Statement WithText(int32_t edition, const std::string& text) {
    content::v1::Statement statement = MakeStatement({.edition = edition});
    content::v1::Edition& live = *statement.mutable_live();
    content::v1::Block& block = *live.mutable_content()->add_blocks();
    block.set_anchor("p-1");
    block.mutable_paragraph()->add_inlines()->set_text(text);
    content::v1::DigestPart& part = *live.add_parts();
    part.set_key("block/p-1");
    part.set_salt("salt");
    part.set_digest("digest");
    return statement;
  }

  communique::testing::TemporaryDirectory directory_;
  std::unique_ptr<LocalState> state_;
  SiteOutline outline_;
};

TEST_F(ApplyChangesTest, AListOfTenThousandIsTakenInAndEachOfThemCanChange) {
  constexpr int kRows = 10'000;
  Changes changes = {Told(MakeStatement({}))};
  for (int row = 1; row <= kRows; ++row) {
    changes.push_back(Told(MakeSignatory("a", row, absl::StrCat("Union ", row))));
  }
  Apply(changes);
  ASSERT_EQ(Read("a").signatories.size(), size_t{kRows});
  for (content::v1::Change& change : changes) {
    if (!change.has_signatory()) continue;
    change.mutable_signatory()->mutable_organisation()->set_abbreviation("U");
  }
  Apply(changes);
  const PublicStatement statement = Read("a");
  ASSERT_EQ(statement.signatories.size(), size_t{kRows});
  EXPECT_EQ(statement.signatories[7'776].organisation().name(), "Union 7777");
  for (const content::v1::Signatory& row : statement.signatories) {
    EXPECT_EQ(row.organisation().abbreviation(), "U");
  }
}

TEST_F(ApplyChangesTest, AnErasedBlockIsGoneFromEveryEditionAndItsDigestsStay) {
  Apply({Told(WithText(1, "secret"))});
  Apply({Told(WithText(2, "secret still"))});
  Apply({Told(WithText(3, "secret no more"))});
  content::v1::Statement erased = WithText(3, "");
  erased.mutable_live()->mutable_content()->mutable_blocks(0)->mutable_paragraph()->clear_inlines();
  erased.mutable_live()->mutable_content()->mutable_blocks(0)->set_erased(true);
  erased.mutable_live()->mutable_parts(0)->clear_salt();
  const AppliedChanges applied = Apply({ToldErasure("statements/a", "p-1"), Told(erased)});
  EXPECT_THAT(applied.taken_down, ElementsAre("statements/a"));
  EXPECT_TRUE(applied.batch.scrub);
  const PublicStatement left = Read("a");
  ASSERT_EQ(left.earlier_editions.size(), 2u);
  for (const content::v1::Edition& edition :
       {left.earlier_editions[0], left.earlier_editions[1], left.statement.live()}) {
    EXPECT_TRUE(edition.content().blocks(0).erased()) << edition.name();
    EXPECT_THAT(edition.content().blocks(0).paragraph().inlines(), IsEmpty());
    EXPECT_EQ(edition.parts(0).salt(), "");
    EXPECT_EQ(edition.parts(0).digest(), "digest");
  }
}

TEST_F(ApplyChangesTest, AnErasedEditionLeavesItsAddressAndDigests) {
  Apply({Told(WithText(1, "secret"))});
  Apply({Told(WithText(2, "no secret"))});
  Apply({ToldErasure("statements/a/editions/1"), Told(WithText(2, "no secret"))});
  const PublicStatement left = Read("a");
  ASSERT_EQ(left.earlier_editions.size(), 1u);
  EXPECT_TRUE(left.earlier_editions[0].erased());
  EXPECT_FALSE(left.earlier_editions[0].has_content());
  EXPECT_EQ(left.earlier_editions[0].parts(0).digest(), "digest");
  EXPECT_EQ(left.statement.live().content().blocks(0).paragraph().inlines(0).text(), "no secret");
}

TEST_F(ApplyChangesTest, AnErasedRowKeepsItsPlaceInTheList) {
  Apply({Told(MakeStatement({})), Told(MakeSignatory("a", 1, "First")), Told(MakeSignatory("a", 2, "Second")),
         Told(MakeSignatory("a", 3, "Third"))});
  content::v1::Signatory row = MakeSignatory("a", 2, "Second");
  row.clear_organisation();
  row.set_erased(true);
  Apply({ToldErasure("statements/a/signatories/2"), Told(MakeStatement({})), Told(row)});
  const PublicStatement left = Read("a");
  ASSERT_EQ(left.signatories.size(), 3u);
  EXPECT_TRUE(left.signatories[1].erased());
  EXPECT_FALSE(left.signatories[1].has_organisation());
  EXPECT_EQ(left.signatories[2].organisation().name(), "Third");
}

TEST_F(ApplyChangesTest, TheOtherLanguagesOfWhatIsTakenDownNameIt) {
  content::v1::Statement english = MakeStatement({});
  content::v1::Statement korean = MakeStatement({.id = "a-ko", .language = "ko"});
  english.add_translations()->set_statement(korean.name());
  korean.add_translations()->set_statement(english.name());
  EXPECT_THAT(Apply({Told(english), Told(korean)}).siblings, IsEmpty());
  korean.clear_translations();
  EXPECT_THAT(Apply({ToldRemoval(english), Told(korean)}).siblings, ElementsAre("statements/a-ko"));
}

TEST_F(ApplyChangesTest, WhatIsWithdrawnOrRemovedIsTakenDownAndANewEditionIsNot) {
  EXPECT_THAT(Apply({Told(MakeStatement({}))}).taken_down, IsEmpty());
  EXPECT_THAT(Apply({Told(MakeStatement({.edition = 2}))}).taken_down, IsEmpty());
  content::v1::Statement withdrawn = MakeStatement({.edition = 2});
  withdrawn.set_public_state(content::v1::PUBLIC_STATE_WITHDRAWN);
  EXPECT_THAT(Apply({Told(withdrawn)}).taken_down, ElementsAre("statements/a"));
  EXPECT_THAT(Apply({Told(withdrawn)}).taken_down, IsEmpty());
  EXPECT_THAT(Apply({Told(MakeStatement({.edition = 2}))}).taken_down, IsEmpty());
  const AppliedChanges removed = Apply({ToldRemoval(withdrawn)});
  EXPECT_THAT(removed.taken_down, ElementsAre("statements/a"));
  EXPECT_TRUE(removed.batch.scrub);
  EXPECT_FALSE(Apply({ToldRemoval(withdrawn)}).batch.scrub) << "there is nothing of it";
}

}  // namespace
}  // namespace communique::render
