#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "content-service/domain/transaction.h"
#include "google/rpc/error_details.pb.h"
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

class TransactTest : public DecideFixture {
 protected:
  absl::StatusOr<Decision> Do(std::vector<StatementAction> operations) {
    return store_.Do(Transact{std::move(operations)});
  }
  void PublishNew(const std::string& id, const std::string& title) {
    ASSERT_OK(store_.Do(MakeStatement(id, title)));
    ASSERT_OK(Publish(id));
  }
  static PublishStatement PublishAll(const std::vector<std::string>& ids) {
    PublishStatement publish;
    for (const std::string& id : ids) publish.statements.push_back({id, ""});
    return publish;
  }
  static UpdateStatement Reslug(const std::string& id, const std::string& etag, const std::string& slug) {
    UpdateStatement update = Retitle(id, etag, "Moved to " + slug);
    update.update_mask.push_back("slug");
    update.content.set_slug(slug);
    return update;
  }
  std::string At(const std::string& path) {
    const auto row = store_.state.FindPath(path);
    if (!row->has_value() || (*row)->public_of().empty()) return "";
    const v1::PathChange change = store_.state.ReadBody((*row)->change())->path();
    return change.statement() + change.redirect() + (change.has_gone() ? "gone" : "");
  }
  static std::vector<std::string> ToldInEditorial(const Decision& decision) {
    std::vector<std::string> told;
    for (const stored::v1::Effect& effect : decision.record.effects()) {
      if (!effect.in_editorial() || !effect.has_statement()) continue;
      told.push_back(effect.statement().statement() + " " +
                     v1::ChangeReason_Name(effect.statement().reason()));
    }
    return told;
  }
};

TEST_F(TransactTest, LanguagesAreWrittenPublishedAndLedToAtOneInstant) {
  PublishNew("old", "Old");
  const uint64_t before = store_.end.sequence;
  RemoveStatement redirect{.statement = Seen("old"), .redirect_statement = "new-en"};
  ASSERT_OK_AND_ASSIGN(
      const Decision decision,
      Do({MakeStatement("new-en", "New", "en", "g"), MakeStatement("new-ko", "New", "ko", "g"),
          SignWith("new-en", {"Union", "League"}), PublishAll({"new-en", "new-ko"}), redirect}));
  EXPECT_EQ(store_.end.sequence, before + 1);
  EXPECT_EQ(decision.record.command(), stored::v1::COMMAND_KIND_TRANSACT);
  EXPECT_EQ(decision.touched.resource, "statements/new-en");
  EXPECT_THAT(decision.touched.together, ElementsAre("statements/new-ko", "statements/old"));
  EXPECT_THAT(
      PublicEffects(decision),
      ElementsAre("new-en CHANGE_REASON_PUBLISHED", "new-ko CHANGE_REASON_PUBLISHED",
                  "old CHANGE_REASON_REMOVED", "signatories of new-en", "/en/press/new/ -> statements/new-en",
                  "/ko/press/new/ -> statements/new-ko", "/en/press/old/ -> /en/press/new/"));
  EXPECT_THAT(ToldInEditorial(decision),
              ElementsAre("new-en CHANGE_REASON_PUBLISHED", "new-ko CHANGE_REASON_PUBLISHED",
                          "old CHANGE_REASON_REMOVED"));
  ASSERT_EQ(decision.facts.size(), 3u) << "one a resource";
  EXPECT_EQ(decision.facts[0].edition(), 1);
  EXPECT_EQ(Get("new-en", v1::VIEW_PUBLIC).signatory_count(), 2);
  EXPECT_THAT(Get("new-ko", v1::VIEW_PUBLIC).translations(), ::testing::SizeIs(1));
}

TEST_F(TransactTest, OneThatIsRefusedAtAnyPlaceRefusesAll) {
  PublishNew("a", "One");
  const std::vector<StatementAction> good = {MakeStatement("b", "Two"), MakeStatement("c", "Three"),
                                             PublishAll({"b", "c"}), WithdrawStatement{Seen("a"), "Wrong."}};
  ASSERT_EQ(store_.end.sequence, 3u);
  for (size_t place = 0; place <= good.size(); ++place) {
    std::vector<StatementAction> operations = good;
    operations.insert(operations.begin() + static_cast<std::ptrdiff_t>(place),
                      PublishStatement{{{"nowhere", "x"}}, {}});
    EXPECT_THAT(Do(operations), Refused(absl::StatusCode::kNotFound, "NO_SUCH_STATEMENT",
                                        absl::StrCat("operations[", place, "].publish: ")));
    EXPECT_EQ(store_.end.sequence, 3u);
    EXPECT_FALSE(store_.state.FindStatement("b")->has_value());
  }
  EXPECT_OK(Do(good));
}

TEST_F(TransactTest, AnAddressIsFreedAndTakenInOneGo) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One")));
  ASSERT_OK(Do({Reslug("a", Seen("a").etag, "elsewhere"), MakeStatement("b", "One")}));
  EXPECT_EQ(Get("b").draft().path(), "/en/press/one/");
  EXPECT_EQ(Get("a").draft().path(), "/en/press/elsewhere/");
  // Removed, and its address taken over, without a moment between them.
  ASSERT_OK(Publish("b"));
  CreateStatement heir = MakeStatement("c", "One");
  heir.take_over_gone_path = true;
  ASSERT_OK_AND_ASSIGN(
      const Decision decision,
      Do({RemoveStatement{.statement = Seen("b"), .gone = "Replaced."}, heir, PublishAll({"c"})}));
  EXPECT_THAT(PublicEffects(decision), ElementsAre("b CHANGE_REASON_REMOVED", "c CHANGE_REASON_PUBLISHED",
                                                   "/en/press/one/ -> statements/c"))
      << "that it was gone is not told";
}

TEST_F(TransactTest, TheEtagOfWhatAnEarlierOperationChangedIsLeftOut) {
  PublishNew("a", "One");
  const SeenStatement seen = Seen("a");
  EXPECT_THAT(
      Do({WithdrawStatement{seen, "Wrong."}, RestoreStatement{seen}}),
      Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD",
              "operations[1].restore.etag: must be empty: an earlier operation changes statements/a"));
  EXPECT_THAT(
      Do({WithdrawStatement{{"a", ""}, "Wrong."}}),
      Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "operations[0].withdraw.etag: is required"));
  EXPECT_OK(Do({WithdrawStatement{seen, "Wrong."}, RestoreStatement{{"a", ""}}}));
  EXPECT_THAT(Do({WithdrawStatement{seen, "Wrong."}}),
              Refused(absl::StatusCode::kAborted, "ETAG_MISMATCH", "operations[0].withdraw: "));
}

TEST_F(TransactTest, EveryWrongFieldOfEveryOperationIsTold) {
  CreateStatement bad = MakeStatement("a", "One");
  bad.content.clear_title();
  const auto refused = Do({MakeStatement("ok", "Two"), bad, WithdrawStatement{{"a", "x"}, ""}});
  EXPECT_THAT(refused, Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "operations[1].create."));
  google::rpc::BadRequest details;
  ASSERT_TRUE(details.ParseFromString(
      std::string(refused.status().GetPayload(kBadRequestType).value_or(absl::Cord()))));
  std::vector<std::string> fields;
  for (const auto& violation : details.field_violations()) fields.push_back(violation.field());
  EXPECT_THAT(fields, ElementsAre("operations[1].create.statement.draft.content.title",
                                  "operations[2].withdraw.reason"));
  CreateStatement nowhere = MakeStatement("a", "One");
  nowhere.content.set_section("sections/nowhere");
  EXPECT_THAT(Do({MakeStatement("ok", "Two"), nowhere}),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD",
                      "operations[1].create.statement.draft.content.section: there is no"));
}

TEST_F(TransactTest, NothingIsHiddenByALaterOperation) {
  PublishNew("a", "One");
  EXPECT_THAT(
      Do({MakeStatement("b", "Two"), Retitle("b", "", "Three")}),
      Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD",
              "operations[1].update: writes or discards a draft a second time; put it into operations[0]"));
  EXPECT_THAT(Do({MakeStatement("b", "Two"), PublishAll({"b"}), PublishAll({"b"})}),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "operations[2].publish: publishes"));
}

TEST_F(TransactTest, ItsSizeIsBounded) {
  EXPECT_THAT(Do({}), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "give 1 to 50"));
  std::vector<StatementAction> many(51, DiscardDraft{{"a", ""}});
  EXPECT_THAT(Do(many), Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "has 51 entries"));
  std::vector<StatementAction> large;
  for (int i = 0; i < 8; ++i) {
    CreateStatement create = MakeStatement(absl::StrCat("s", i), "Title");
    for (int block = 0; block < 41; ++block)
      create.content.add_blocks()->mutable_paragraph()->add_inlines()->set_text(std::string(10'000, 'x'));
    large.push_back(create);
  }
  EXPECT_THAT(Do(large), Refused(absl::StatusCode::kResourceExhausted, "CONTENT_TOO_LARGE",
                                 "bytes of text and at most 3145728 are allowed"));
  const std::vector<std::string> union_of_many(501, "Union");
  EXPECT_THAT(Do({SignWith("a", union_of_many), SignWith("b", union_of_many)}),
              Refused(absl::StatusCode::kInvalidArgument, "BAD_FIELD", "add 1002 signatories"));
}

TEST_F(TransactTest, IdsAndSaltsOfItsOperationsAreAllDifferent) {
  CreateStatement unnamed = MakeStatement("", "One");
  unnamed.group.clear();
  CreateStatement other = unnamed;
  other.content.set_slug("other");
  ASSERT_OK_AND_ASSIGN(const Decision decision, Do({unnamed, other}));
  ASSERT_THAT(decision.touched.together, ::testing::SizeIs(1));
  EXPECT_NE(decision.touched.resource, decision.touched.together[0]);
  ASSERT_OK(Do({MakeStatement("a", "Three"), MakeStatement("b", "Four")}));
  ASSERT_OK_AND_ASSIGN(const Decision signed_by, Do({SignWith("a", {"Union"}), SignWith("b", {"Union"})}));
  ASSERT_EQ(signed_by.bodies.size(), 2u);
  EXPECT_NE(signed_by.bodies[0].signatory().salt(), signed_by.bodies[1].signatory().salt());
  EXPECT_NE(signed_by.bodies[0].salt(), signed_by.bodies[1].salt());
}

// That a draft was written shows neither as a reason nor otherwise.
TEST_F(TransactTest, ThePublicIsNotToldWhatWasDoneToDrafts) {
  ASSERT_OK(store_.Do(MakeStatement("a", "One", "en", "g")));
  ASSERT_OK(Publish("a"));
  ASSERT_OK(store_.Do(MakeStatement("b", "Two", "ko", "g")));
  ASSERT_OK_AND_ASSIGN(const Decision decision,
                       Do({Retitle("a", Seen("a").etag, "To come"), PublishStatement{{Seen("b")}, {}}}));
  EXPECT_THAT(PublicEffects(decision),
              ElementsAre("b CHANGE_REASON_PUBLISHED", "a CHANGE_REASON_TRANSLATIONS",
                          "/ko/press/two/ -> statements/b"));
  EXPECT_THAT(ToldInEditorial(decision), ElementsAre("a CHANGE_REASON_UPDATED", "b CHANGE_REASON_PUBLISHED"));
  ASSERT_OK_AND_ASSIGN(const Decision drafts,
                       Do({Reslug("a", Seen("a").etag, "x"), MakeStatement("c", "Three")}));
  EXPECT_THAT(PublicEffects(drafts), IsEmpty());
  EXPECT_THAT(drafts.facts, IsEmpty());
}

TEST_F(TransactTest, ASchedulePinsWhatTheSameTransactionWrites) {
  PublishStatement later = PublishAll({"a", "b"});
  later.publish_time = store_.now + absl::Hours(1);
  ASSERT_OK(Do({MakeStatement("a", "One"), MakeStatement("b", "Two"), later}));
  EXPECT_EQ(Get("a").draft_state(), v1::DRAFT_STATE_SCHEDULED);
  ASSERT_OK(Do({CancelSchedule{Seen("a")}, DiscardDraft{{"b", ""}}, PublishAll({"a"})}));
  EXPECT_EQ(Get("a").public_state(), v1::PUBLIC_STATE_LIVE);
  EXPECT_EQ(Get("b").draft_state(), v1::DRAFT_STATE_NONE);
}

}  // namespace
}  // namespace communique::content
