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
using ::communique::testing::MakeStatement;
using ::communique::testing::Refused;
using ::communique::testing::Retitle;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kPath[] = "/en/press/one/";

// "a" was at kPath and is removed, as gone.
class PathTakeover : public DecideFixture {
 protected:
  PathTakeover() {
    EXPECT_OK(store_.Do(MakeStatement("a", "One")));
    EXPECT_OK(Publish("a"));
    EXPECT_OK(store_.Do(RemoveStatement{.statement = Seen("a"), .gone = "It was never ours."}));
  }
  // A draft at the address of "a".
  absl::StatusOr<Decision> Draft(const std::string& id, bool take_over) {
    CreateStatement create = MakeStatement(id, "Title of " + id);
    create.content.set_slug("one");
    create.take_over_gone_path = take_over;
    return store_.Do(create);
  }
  absl::StatusOr<Decision> MoveDraft(const std::string& id, const std::string& slug, bool take_over = false) {
    UpdateStatement update = Retitle(id, Seen(id).etag, "Moved to " + slug);
    update.update_mask.push_back("slug");
    update.content.set_slug(slug);
    update.take_over_gone_path = take_over;
    return store_.Do(update);
  }
  std::string At(const std::string& path) {
    const auto row = store_.state.FindPath(path);
    if (!row->has_value() || (*row)->public_of().empty()) return "";
    const v1::PathChange change = store_.state.ReadBody((*row)->change())->path();
    return absl::StrCat(change.statement(), change.redirect(), change.has_gone() ? "gone" : "", " of ",
                        change.owner());
  }
};

TEST_F(PathTakeover, WithoutTheFlagTheAddressIsTakenAndTheErrorNamesTheFlag) {
  EXPECT_THAT(Draft("b", false), Refused(absl::StatusCode::kAlreadyExists, "PATH_TAKEN",
                                         "statements/a, which is removed; choose another slug, or set "
                                         "take_over_gone_path"));
  ASSERT_OK(store_.Do(MakeStatement("b", "Two")));
  EXPECT_THAT(MoveDraft("b", "one"),
              Refused(absl::StatusCode::kAlreadyExists, "PATH_TAKEN", "take_over_gone_path"));
  EXPECT_OK(MoveDraft("b", "one", true));
}

TEST_F(PathTakeover, TheNoticeStaysUntilThePublicationReplacesIt) {
  ASSERT_OK_AND_ASSIGN(const Decision draft, Draft("b", true));
  EXPECT_THAT(PublicEffects(draft), IsEmpty());
  EXPECT_THAT(draft.facts, IsEmpty());
  EXPECT_EQ(At(kPath), "gone of statements/a");
  ASSERT_OK_AND_ASSIGN(const Decision published, Publish("b"));
  EXPECT_THAT(PublicEffects(published),
              ElementsAre("b CHANGE_REASON_PUBLISHED", "/en/press/one/ -> statements/b"));
  EXPECT_EQ(At(kPath), "statements/b of statements/b");
}

TEST_F(PathTakeover, ARestoreAfterItFindsTheAddressTaken) {
  ASSERT_OK(Draft("b", true));
  EXPECT_THAT(store_.Do(RestoreStatement{Seen("a")}),
              Refused(absl::StatusCode::kAlreadyExists, "PATH_TAKEN",
                      "to be taken over by the draft of statements/b; give that another slug or discard it"));
  EXPECT_THAT(MoveDraft("a", "one"),
              Refused(absl::StatusCode::kAlreadyExists, "PATH_TAKEN", "choose another"));
  ASSERT_OK(Publish("b"));
  EXPECT_THAT(store_.Do(RestoreStatement{Seen("a")}),
              Refused(absl::StatusCode::kAlreadyExists, "PATH_TAKEN", "has been taken over"));
  ASSERT_OK(MoveDraft("a", "two"));
  ASSERT_OK(Publish("a"));
  EXPECT_EQ(At("/en/press/two/"), "statements/a of statements/a");
  EXPECT_EQ(At(kPath), "statements/b of statements/b") << "it stays the new one's";
}

TEST_F(PathTakeover, ADraftThatGoesGivesTheAddressBack) {
  ASSERT_OK(Draft("b", true));
  ASSERT_OK(store_.Do(DiscardDraft{Seen("b")}));
  EXPECT_EQ(At(kPath), "gone of statements/a");
  ASSERT_OK(store_.Do(RestoreStatement{Seen("a")}));
  EXPECT_EQ(At(kPath), "statements/a of statements/a");
}

TEST_F(PathTakeover, OnlyOneDraftReservesIt) {
  ASSERT_OK(Draft("b", true));
  EXPECT_THAT(Draft("c", true),
              Refused(absl::StatusCode::kAlreadyExists, "PATH_TAKEN", "is taken by another statement"));
}

TEST_F(PathTakeover, AStatementThatIsNotRemovedKeepsItsAddresses) {
  ASSERT_OK(store_.Do(MakeStatement("d", "Three")));
  ASSERT_OK(Publish("d"));
  ASSERT_OK(MoveDraft("d", "four"));
  ASSERT_OK(Publish("d"));
  ASSERT_OK(store_.Do(MakeStatement("b", "Two")));
  for (const char* slug : {"three", "four"}) {
    EXPECT_THAT(MoveDraft("b", slug, true),
                Refused(absl::StatusCode::kAlreadyExists, "PATH_TAKEN", "is taken by another statement"));
  }
  ASSERT_OK(store_.Do(WithdrawStatement{Seen("d"), "Wrong."}));
  EXPECT_THAT(MoveDraft("b", "four", true), Refused(absl::StatusCode::kAlreadyExists, "PATH_TAKEN", ""));
}

// The address leads to the very statement that takes it over.
TEST_F(PathTakeover, WhatARemovedStatementLeadsToCanMoveToItsAddress) {
  ASSERT_OK(store_.Do(MakeStatement("b", "Two")));
  ASSERT_OK(Publish("b"));
  ASSERT_OK(store_.Do(RemoveStatement{.statement = Seen("a"), .redirect_statement = "b"}));
  EXPECT_EQ(At(kPath), "/en/press/two/ of statements/a");
  ASSERT_OK(MoveDraft("b", "one", true));
  ASSERT_OK_AND_ASSIGN(const Decision published, Publish("b"));
  EXPECT_EQ(At(kPath), "statements/b of statements/b");
  EXPECT_EQ(At("/en/press/two/"), "/en/press/one/ of statements/b");
  int told = 0;
  for (const std::string& effect : PublicEffects(published)) told += effect.find(kPath) == 0 ? 1 : 0;
  EXPECT_EQ(told, 1) << "an address is told once in a commit";
  ASSERT_OK(store_.Do(WithdrawStatement{Seen("b"), "Wrong."}));
  ASSERT_OK(store_.Do(RemoveStatement{.statement = Seen("b"), .gone = "Wrong."}));
  EXPECT_EQ(At(kPath), "gone of statements/b");
  ASSERT_OK(MoveDraft("a", "one", true)) << "and back again";
  ASSERT_OK(Publish("a"));
  EXPECT_EQ(At(kPath), "statements/a of statements/a");
}

}  // namespace
}  // namespace communique::content
