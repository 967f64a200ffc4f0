#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tests/content-service/domain/decide_fixture.h"
#include "tests/testing/commands.h"
#include "tests/testing/refused.h"
#include "tests/testing/status_matchers.h"

namespace communique::content {
namespace {

using ::communique::testing::DecideFixture;
using ::communique::testing::MakeSection;
using ::communique::testing::MakeStatement;
using ::communique::testing::Refused;
using ::communique::testing::Retitle;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SectionTest : public DecideFixture {
 protected:
  stored::v1::SectionRow SectionRow(const std::string& id) {
    return store_.state.FindSection(id)->value_or(stored::v1::SectionRow());
  }
  std::string EtagOfSection(const std::string& id) {
    return MakeEtag("sections/" + id, SectionRow(id).body().sequence());
  }
  v1::Section Told(const std::string& id, v1::View view = v1::VIEW_EDITORIAL) {
    return *SectionMessage(store_.state, id, SectionRow(id), view);
  }
  UpdateSection Update(const std::string& id) { return {id, EtagOfSection(id), {}, {}}; }
  absl::StatusOr<Decision> Move(const std::string& id, const std::string& parent) {
    UpdateSection update = Update(id);
    update.update_mask = {"parent"};
    if (!parent.empty()) update.section.set_parent("sections/" + parent);
    return store_.Do(update);
  }
  absl::StatusOr<Decision> Delete(const std::string& id) {
    return store_.Do(DeleteSection{id, EtagOfSection(id)});
  }
  void PublishIn(const std::string& section, const std::string& id) {
    CreateStatement create = MakeStatement(id, "Title of " + id);
    create.content.set_section("sections/" + section);
    ASSERT_OK(store_.Do(create));
    ASSERT_OK(Publish(id));
  }
};

TEST_F(SectionTest, AnUpdateReplacesTheFieldsOfItsMaskAndNoOthers) {
  const v1::Section before = Told("press");
  UpdateSection update = Update("press");
  update.update_mask = {"display_order"};
  update.section.set_display_order(7);
  (*update.section.mutable_titles())["ko"] = "not in the mask";
  ASSERT_OK(store_.Do(update));
  const v1::Section after = Told("press");
  EXPECT_EQ(after.display_order(), 7);
  EXPECT_EQ(after.titles().at("en"), "Section press");
  EXPECT_EQ(after.titles_size(), 1);
  EXPECT_EQ(after.create_time().seconds(), before.create_time().seconds());
  EXPECT_NE(after.etag(), before.etag());
}

TEST_F(SectionTest, AnUpdateNeedsTheNewestEtagAndKnownFields) {
  const UpdateSection stale = Update("press");
  UpdateSection update = Update("press");
  (*update.section.mutable_titles())["en"] = "Press statements";
  ASSERT_OK(store_.Do(update));
  EXPECT_THAT(store_.Do(stale), Refused(absl::StatusCode::kAborted, "ETAG_MISMATCH", "get it again"));
  UpdateSection wrong = Update("press");
  wrong.update_mask = {"name"};
  EXPECT_THAT(store_.Do(wrong), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD",
                                        "'name' cannot be updated; name fields of"));
  EXPECT_THAT(store_.Do(Update("press")),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "section.titles"));
  UpdateSection without = Update("press");
  without.etag.clear();
  EXPECT_THAT(store_.Do(without),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "section.etag: is required"));
  EXPECT_THAT(store_.Do(DeleteSection{"nowhere", "x"}),
              Refused(absl::StatusCode::kNotFound, "NO_SUCH_SECTION", "sections/nowhere"));
}

TEST_F(SectionTest, ASectionDoesNotMoveBelowItself) {
  ASSERT_OK(store_.Do(MakeSection("europe", "press")));
  ASSERT_OK(store_.Do(MakeSection("alps", "europe")));
  for (const char* parent : {"press", "europe", "alps"}) {
    EXPECT_THAT(Move("press", parent), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD",
                                               "section.parent: is the section itself, or below it"));
  }
  EXPECT_THAT(Move("press", "nowhere"),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "there is no sections/nowhere"));
}

TEST_F(SectionTest, TheTreeStaysAtEightLevelsAlsoWhenATreeMoves) {
  std::string above = "press";
  for (int level = 2; level <= 6; ++level) {
    const std::string id = absl::StrCat("level", level);
    ASSERT_OK(store_.Do(MakeSection(id, above)));
    above = id;
  }
  ASSERT_OK(store_.Do(MakeSection("a")));
  ASSERT_OK(store_.Do(MakeSection("b", "a")));
  ASSERT_OK(store_.Do(MakeSection("c", "b")));
  EXPECT_THAT(Move("a", "level6"), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD",
                                           "would take sections/c deeper than 8 levels"));
  EXPECT_EQ(SectionRow("c").depth(), 3) << "refused means unchanged";
  ASSERT_OK(Move("a", "level5"));
  EXPECT_EQ(SectionRow("c").depth(), 8);
  EXPECT_THAT(store_.Do(MakeSection("d", "c")),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "deeper than 8 levels"));
  ASSERT_OK(Move("a", ""));
  EXPECT_OK(store_.Do(MakeSection("d", "c")));
}

TEST_F(SectionTest, WhatMovesWithItsParentKeepsItsEtag) {
  ASSERT_OK(store_.Do(MakeSection("europe", "press")));
  ASSERT_OK(store_.Do(MakeSection("letters")));
  const UpdateSection seen = Update("europe");
  ASSERT_OK(Move("press", "letters"));
  UpdateSection update = seen;
  update.update_mask = {"display_order"};
  EXPECT_OK(store_.Do(update));
}

TEST_F(SectionTest, OfAHiddenSectionThePublicIsToldNothing) {
  UpdateSection update = Update("press");
  (*update.section.mutable_titles())["en"] = "Press statements";
  ASSERT_OK_AND_ASSIGN(const Decision updated, store_.Do(update));
  EXPECT_THAT(PublicEffects(updated), IsEmpty());
  EXPECT_THAT(updated.facts, IsEmpty());
  ASSERT_OK_AND_ASSIGN(const Decision deleted, Delete("press"));
  EXPECT_THAT(deleted.facts, IsEmpty());
  EXPECT_FALSE(deleted.record.effects(0).in_public());
}

TEST_F(SectionTest, APublicSectionMakesThosePublicThatItMovesBelow) {
  ASSERT_OK(store_.Do(MakeSection("world")));
  ASSERT_OK(store_.Do(MakeSection("europe", "world")));
  PublishIn("press", "a");
  ASSERT_OK_AND_ASSIGN(const Decision moved, Move("press", "europe"));
  EXPECT_THAT(PublicEffects(moved), ElementsAre("section world", "section europe", "section press"));
  ASSERT_EQ(moved.facts.size(), 3u);
  EXPECT_TRUE(SectionRow("world").is_public());
  EXPECT_EQ(Told("press", v1::VIEW_PUBLIC).parent(), "sections/europe");
  ASSERT_OK(Move("press", ""));
  EXPECT_TRUE(SectionRow("europe").is_public()) << "it has been seen";
}

TEST_F(SectionTest, OnlyAnEmptySectionIsDeleted) {
  ASSERT_OK(store_.Do(MakeSection("europe", "press")));
  EXPECT_THAT(Delete("press"), Refused(absl::StatusCode::kFailedPrecondition, "SECTION_NOT_EMPTY",
                                       "sections/europe is below it; move or delete that first"));
  ASSERT_OK(Delete("europe"));
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  EXPECT_THAT(Delete("press"), Refused(absl::StatusCode::kFailedPrecondition, "SECTION_NOT_EMPTY",
                                       "a statement is or was filed in it"));
  ASSERT_OK(store_.Do(MakeSection("letters")));
  UpdateStatement move{"a", EtagOf("a"), {}, {"section"}};
  move.content.set_section("sections/letters");
  ASSERT_OK(store_.Do(move));
  EXPECT_THAT(Delete("press"), Refused(absl::StatusCode::kFailedPrecondition, "SECTION_NOT_EMPTY", "was"))
      << "its first revision names it";
  EXPECT_THAT(Delete("letters"), Refused(absl::StatusCode::kFailedPrecondition, "SECTION_NOT_EMPTY", ""));
}

TEST_F(SectionTest, ADeletedSectionIsGoneAndItsIdFree) {
  ASSERT_OK(store_.Do(MakeSection("europe", "press")));
  const std::string etag = EtagOfSection("europe");
  ASSERT_OK_AND_ASSIGN(const Decision deleted, Delete("europe"));
  ASSERT_EQ(deleted.record.effects_size(), 1);
  EXPECT_TRUE(deleted.record.effects(0).section().deleted());
  EXPECT_FALSE(store_.state.FindSection("europe")->has_value());
  CreateStatement create = MakeStatement("a", "One");
  create.content.set_section("sections/europe");
  EXPECT_THAT(store_.Do(create), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "there is no"));
  EXPECT_THAT(store_.Do(MakeSection("alps", "europe")),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "there is no sections/europe"));
  ASSERT_OK(store_.Do(MakeSection("europe")));
  EXPECT_EQ(SectionRow("europe").depth(), 1);
  EXPECT_THAT(store_.Do(DeleteSection{"europe", etag}),
              Refused(absl::StatusCode::kAborted, "ETAG_MISMATCH", ""))
      << "it is another one";
}

TEST_F(SectionTest, ThePublicIsToldOfTheDeletionOfASectionItSaw) {
  ASSERT_OK(store_.Do(MakeSection("world")));
  ASSERT_OK(store_.Do(MakeSection("europe", "world")));
  PublishIn("europe", "a");
  ASSERT_OK(Move("europe", ""));
  ASSERT_OK_AND_ASSIGN(const Decision deleted, Delete("world"));
  ASSERT_EQ(deleted.record.effects_size(), 1);
  EXPECT_TRUE(deleted.record.effects(0).in_public());
  ASSERT_EQ(deleted.facts.size(), 1u);
  EXPECT_EQ(deleted.facts[0].resource(), "sections/world");
  EXPECT_EQ(deleted.facts[0].public_state(), v1::PUBLIC_STATE_REMOVED);
}

}  // namespace
}  // namespace communique::content
