#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "statement/digest.h"
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
using ::communique::testing::SignWith;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class TakedownTest : public DecideFixture {
 protected:
  void PublishNew(const std::string& id, const std::string& title) {
    ASSERT_OK(store_.Do(MakeStatement(id, title)));
    ASSERT_OK(Publish(id));
  }
  // Makes a further edition under another address.
  void Move(const std::string& id, const std::string& slug) {
    UpdateStatement update = Retitle(id, Seen(id).etag, "Moved to " + slug);
    update.update_mask.push_back("slug");
    update.content.set_slug(slug);
    ASSERT_OK(store_.Do(update));
    ASSERT_OK(Publish(id));
  }
  absl::StatusOr<Decision> Remove(const std::string& id, const std::string& reason = "It was never ours.") {
    return store_.Do(RemoveStatement{.statement = Seen(id), .gone = reason});
  }
  absl::StatusOr<Decision> Redirect(const std::string& id, const std::string& target) {
    return store_.Do(RemoveStatement{.statement = Seen(id), .redirect_statement = target});
  }
  // What a public address leads to.
  std::string At(const std::string& path) {
    const auto row = store_.state.FindPath(path);
    if (!row->has_value() || (*row)->public_of().empty()) return "";
    const v1::PathChange change = store_.state.ReadBody((*row)->change())->path();
    return change.statement() + change.redirect() + (change.has_gone() ? "gone: " + change.gone() : "");
  }
};

TEST_F(TakedownTest, AWithdrawnStatementStaysPublicUnderANoticeWithItsReason) {
  PublishNew("a", "One");
  ASSERT_OK_AND_ASSIGN(const Decision decision,
                       store_.Do(WithdrawStatement{Seen("a"), "Two figures are wrong."}));
  EXPECT_THAT(PublicEffects(decision), ElementsAre("a CHANGE_REASON_WITHDRAWN"));
  ASSERT_EQ(decision.facts.size(), 1u);
  EXPECT_EQ(decision.facts[0].public_state(), v1::PUBLIC_STATE_WITHDRAWN);
  EXPECT_EQ(decision.facts[0].edition(), 0) << "it made none";
  const v1::Statement seen = Get("a", v1::VIEW_PUBLIC);
  EXPECT_EQ(seen.public_state(), v1::PUBLIC_STATE_WITHDRAWN);
  EXPECT_EQ(seen.notice().reason(), "Two figures are wrong.");
  EXPECT_EQ(seen.live().content().title(), "One");
  EXPECT_EQ(At("/en/press/one/"), "statements/a");
}

TEST_F(TakedownTest, ATakedownSaysWhyOrWhereTo) {
  PublishNew("a", "One");
  EXPECT_THAT(store_.Do(WithdrawStatement{Seen("a"), ""}),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "say why, for the public"));
  EXPECT_THAT(Remove("a", ""), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "say why"));
  EXPECT_THAT(store_.Do(RemoveStatement{.statement = Seen("a"), .redirect_uri = "http://old.example/"}),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "https"));
}

TEST_F(TakedownTest, OfARemovedStatementNothingButItsAddressesIsPublic) {
  PublishNew("a", "One");
  Move("a", "two");
  ASSERT_OK_AND_ASSIGN(const Decision decision, Remove("a"));
  EXPECT_THAT(PublicEffects(decision),
              ElementsAre("a CHANGE_REASON_REMOVED", "/en/press/one/ -> gone: It was never ours.",
                          "/en/press/two/ -> gone: It was never ours."));
  EXPECT_FALSE(IsVisible(Row("a"), v1::VIEW_PUBLIC));
  EXPECT_EQ(At("/en/press/one/"), "gone: It was never ours.");
  EXPECT_EQ(At("/en/press/two/"), "gone: It was never ours.");
}

TEST_F(TakedownTest, HowManyLeadToOneIsCountedOverOneAnother) {
  PublishNew("x", "Target x");
  PublishNew("y", "Target y");
  for (int i = 0; i < 500; ++i) {
    for (const char* target : {"x", "y"}) {
      const std::string id = absl::StrCat(target, i);
      PublishNew(id, absl::StrCat("To ", id));
      ASSERT_OK(Redirect(id, target));
    }
  }
  EXPECT_THAT(Redirect("x", "y"),
              Refused(absl::StatusCode::kResourceExhausted, "TOO_MANY_REDIRECTS", "give its address"));
  ASSERT_OK(store_.Do(RestoreStatement{Seen("x0")}));
  EXPECT_OK(Redirect("x", "y")) << "1,000 are allowed";
}

TEST_F(TakedownTest, FilesFollowTheStatement) {
  store_.base.blobs[kBlob].set_media_type("application/pdf");
  CreateStatement create = MakeStatement("a", "One");
  Attach(create.content);
  ASSERT_OK(store_.Do(create));
  ASSERT_OK(Publish("a"));
  ASSERT_OK_AND_ASSIGN(const Decision removed, Remove("a"));
  EXPECT_THAT(removed.rows.public_blobs, ElementsAre(Pair(Pair(kBlob, "a"), false)));
  ASSERT_OK_AND_ASSIGN(const Decision restored, store_.Do(RestoreStatement{Seen("a")}));
  EXPECT_THAT(restored.rows.public_blobs, ElementsAre(Pair(Pair(kBlob, "a"), true)));
  UpdateStatement update = Retitle("a", Seen("a").etag, "Without");
  update.update_mask.push_back("attachments");
  ASSERT_OK(store_.Do(update));
  ASSERT_OK_AND_ASSIGN(const Decision replaced, Publish("a"));
  EXPECT_THAT(replaced.rows.public_blobs, ElementsAre(Pair(Pair(kBlob, "a"), false)));
}

TEST_F(TakedownTest, RestoringMakesTheLastEditionPublicAsItWas) {
  PublishNew("a", "One");
  ASSERT_OK(store_.Do(SignWith("a", {"Union"})));
  const v1::Statement before = Get("a", v1::VIEW_PUBLIC);
  ASSERT_OK(Remove("a"));
  ASSERT_OK_AND_ASSIGN(const Decision decision, store_.Do(RestoreStatement{Seen("a")}));
  EXPECT_THAT(PublicEffects(decision),
              ElementsAre("a CHANGE_REASON_RESTORED", "signatories of a", "/en/press/one/ -> statements/a"));
  EXPECT_EQ(Get("a", v1::VIEW_PUBLIC).SerializeAsString(), before.SerializeAsString());
  EXPECT_EQ(At("/en/press/one/"), "statements/a");
}

TEST_F(TakedownTest, WhoSignedMeanwhileCountsAfterARestore) {
  PublishNew("a", "One");
  ASSERT_OK(Remove("a"));
  ASSERT_OK_AND_ASSIGN(const Decision signed_hidden, store_.Do(SignWith("a", {"Union"})));
  EXPECT_THAT(PublicEffects(signed_hidden), IsEmpty());
  ASSERT_OK(store_.Do(RestoreStatement{Seen("a")}));
  const stored::v1::StatementRow row = Row("a");
  EXPECT_EQ(row.content_digest(), ContentDigest(row.editions(0).text_digest(), row.signatories_digest()));
}

TEST_F(TakedownTest, APublicationEndsATakedown) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  ASSERT_OK_AND_ASSIGN(const Decision first, Publish("a"));
  EXPECT_EQ(first.facts.back().edition(), 1);
  ASSERT_OK(Remove("a"));
  Move("a", "two");
  EXPECT_EQ(Get("a", v1::VIEW_PUBLIC).public_state(), v1::PUBLIC_STATE_LIVE);
  EXPECT_FALSE(Get("a").has_notice());
  EXPECT_EQ(At("/en/press/one/"), "/en/press/two/");
  EXPECT_EQ(At("/en/press/two/"), "statements/a");
}

TEST_F(TakedownTest, ARemovedStatementLeadsToAnotherAlsoOnceThatOneMoves) {
  PublishNew("a", "One");
  PublishNew("b", "Two");
  PublishNew("c", "Three");
  ASSERT_OK(Redirect("a", "b"));
  EXPECT_EQ(At("/en/press/one/"), "/en/press/two/");
  Move("b", "better");
  EXPECT_EQ(At("/en/press/one/"), "/en/press/better/");
  ASSERT_OK(Redirect("b", "c"));
  EXPECT_EQ(At("/en/press/one/"), "/en/press/three/") << "never over one another";
  EXPECT_EQ(At("/en/press/two/"), "/en/press/three/");
  ASSERT_OK(Remove("c"));
  EXPECT_EQ(At("/en/press/one/"), "gone: It was never ours.");
  ASSERT_OK(store_.Do(RestoreStatement{Seen("b")}));
  EXPECT_EQ(At("/en/press/one/"), "/en/press/better/");
  ASSERT_OK(store_.Do(RestoreStatement{Seen("c")}));
  EXPECT_EQ(At("/en/press/one/"), "/en/press/better/");
}

TEST_F(TakedownTest, ARedirectLeadsToWhatReadersCanSee) {
  PublishNew("a", "One");
  ASSERT_OK(store_.Do(MakeStatement("hidden", "Secret")));
  const auto refused =
      Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "name one that readers can see");
  EXPECT_THAT(Redirect("a", "hidden"), refused);
  EXPECT_THAT(Redirect("a", "a"), refused);
  EXPECT_THAT(Redirect("a", "nowhere"), refused);
  PublishNew("b", "Two");
  ASSERT_OK(Redirect("a", "b"));
  EXPECT_THAT(Redirect("b", "a"), refused) << "else they would lead round in a circle";
}

TEST_F(TakedownTest, WhereARemovedStatementLeadsCanBeChanged) {
  PublishNew("a", "One");
  PublishNew("b", "Two");
  ASSERT_OK(Redirect("a", "b"));
  ASSERT_OK(Remove("a", "On a court's order."));
  EXPECT_EQ(At("/en/press/one/"), "gone: On a court's order.");
  EXPECT_THAT(Row("b").redirected_from(), IsEmpty());
  ASSERT_OK(store_.Do(RemoveStatement{.statement = Seen("a"), .redirect_uri = "https://water.example/"}));
  EXPECT_EQ(At("/en/press/one/"), "https://water.example/");
}

TEST_F(TakedownTest, AStatementThatARemovedOneLedToLeavesTheirSchedule) {
  PublishNew("a", "One");
  PublishNew("b", "Two");
  ASSERT_OK(Redirect("a", "b"));
  for (const char* id : {"a", "b"}) ASSERT_OK(store_.Do(Retitle(id, Seen(id).etag, "Other")));
  ASSERT_OK(store_.Do(PublishStatement{{Seen("a"), Seen("b")}, store_.now + absl::Hours(1)}));
  ASSERT_OK(Remove("a"));
  EXPECT_EQ(Get("b").draft_state(), v1::DRAFT_STATE_DRAFT);
  EXPECT_THAT(Row("b").redirected_from(), IsEmpty());
  ASSERT_OK(Publish("b"));
}

TEST_F(TakedownTest, ThePublicIsToldOfARemovedStatementOnlyWhatItsAddressesSay) {
  PublishNew("a", "One");
  ASSERT_OK(Remove("a"));
  ASSERT_OK(store_.Do(SignWith("a", {"Union"})));
  ASSERT_OK_AND_ASSIGN(const Decision same, Remove("a"));
  EXPECT_THAT(PublicEffects(same), IsEmpty());
  EXPECT_THAT(same.facts, IsEmpty()) << "a public position without a change";
  ASSERT_OK_AND_ASSIGN(const Decision other, Remove("a", "On a court's order."));
  EXPECT_THAT(PublicEffects(other), ElementsAre("/en/press/one/ -> gone: On a court's order."));
  ASSERT_EQ(other.facts.size(), 1u);
  EXPECT_EQ(other.facts[0].public_state(), v1::PUBLIC_STATE_REMOVED);
  EXPECT_EQ(other.facts[0].signatories_digest(), "") << "who signed meanwhile is hidden";
}

TEST_F(TakedownTest, EditorsReadTheStatementThatARedirectLeadsToWithoutALaterEtag) {
  PublishNew("a", "One");
  PublishNew("b", "Two");
  const std::string etag = Seen("b").etag;
  ASSERT_OK(Redirect("a", "b"));
  EXPECT_EQ(Seen("b").etag, etag) << "what clients read of it is unchanged";
  EXPECT_EQ(Get("a").notice().redirect_statement(), "statements/b");
}

TEST_F(TakedownTest, ADiscardedDraftGivesItsAddressBack) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  ASSERT_OK(store_.Do(DiscardDraft{Seen("a")}));
  EXPECT_FALSE(Get("a").has_draft());
  ASSERT_OK(store_.Do(MakeStatement("b", "One")));
  UpdateStatement again{"a", Seen("a").etag, testing::ContentOf("Another"), {}};
  again.content.set_slug("another");
  ASSERT_OK(store_.Do(again));
  EXPECT_EQ(Get("a").draft().path(), "/en/press/another/");
}

TEST_F(TakedownTest, DiscardingADraftLeavesThePublicTextAlone) {
  PublishNew("a", "One");
  ASSERT_OK(store_.Do(Retitle("a", Seen("a").etag, "Other")));
  ASSERT_OK_AND_ASSIGN(const Decision decision, store_.Do(DiscardDraft{Seen("a")}));
  EXPECT_THAT(PublicEffects(decision), IsEmpty());
  EXPECT_EQ(Get("a").live().content().title(), "One");
  EXPECT_EQ(At("/en/press/one/"), "statements/a");
}

}  // namespace
}  // namespace communique::content
