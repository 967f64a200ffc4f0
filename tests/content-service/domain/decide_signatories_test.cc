// What is decided of lists of signatories.

#include <gmock/gmock.h>

#include <random>

#include "content-service/domain/signatory_list.h"
#include "statement/digest.h"
#include "tests/content-service/domain/decide_fixture.h"

namespace communique::content {
namespace {

using ::communique::testing::MakeStatement;
using ::communique::testing::Retitle;
using ::communique::testing::SignWith;
using ::communique::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class DecideSignatoriesTest : public testing::DecideFixture {
 protected:
  v1::Signatory Signatory(int64_t number, v1::View view = v1::VIEW_EDITORIAL) {
    return *SignatoryMessage(store_.state, **store_.state.FindSignatory("a", number), view);
  }
  SeenSignatory SeenRow(int64_t number) { return {"a", number, Signatory(number).etag()}; }

  static CorrectSignatory Correct(SeenSignatory seen, const std::string& name,
                                  std::vector<std::string> mask = {"organisation"}) {
    CorrectSignatory correct{std::move(seen), {}, std::move(mask), "The name was misspelt."};
    correct.correction.mutable_organisation()->set_name(name);
    return correct;
  }

  // The signatories digest as docs/digest.md has it, over all rows anew.
  std::string DigestOfAll() {
    std::vector<std::string> digests;
    for (int64_t number = 1; number <= Row("a").last_signatory(); ++number) {
      const v1::Signatory row = Signatory(number);
      EXPECT_EQ(row.digest(), SignatoryDigest(row, row.salt()));
      digests.push_back(row.digest());
    }
    return SignatoriesDigest(digests);
  }

  // A statement `a` whose text calls for signatures, or does not.
  void Create(bool open) {
    CreateStatement create = MakeStatement("a", "One");
    create.content.mutable_signature_call()->set_open(open);
    ASSERT_OK(store_.Do(create));
  }
  absl::Status Sign() {
    AddSignatories add = SignWith("a", {"Union"});
    add.although_closed = false;
    return store_.Do(add).status();
  }
};

TEST_F(DecideSignatoriesTest, OneWhoWithdrawsStaysInTheListWithTheReasonAndDoesNotCount) {
  Create(true);
  ASSERT_OK(store_.Do(SignWith("a", {"Union", "League"})));
  ASSERT_OK(Publish("a"));
  const std::string digest = Row("a").signatories_digest();
  ASSERT_OK_AND_ASSIGN(const Decision withdrawn,
                       store_.Do(WithdrawSignatory{SeenRow(1), "Its members voted against it."}));
  EXPECT_THAT(PublicEffects(withdrawn), ElementsAre("a CHANGE_REASON_SIGNATORIES", "signatories of a"));
  EXPECT_EQ(withdrawn.touched.first_signatory, 1);
  const v1::Signatory row = Signatory(1, v1::VIEW_PUBLIC);
  EXPECT_EQ(row.organisation().name(), "Union");
  EXPECT_EQ(row.status(), v1::SIGNATORY_STATUS_WITHDRAWN);
  EXPECT_EQ(row.change_reason(), "Its members voted against it.");
  EXPECT_TRUE(row.has_sign_time());
  EXPECT_GT(row.change_time().seconds(), row.sign_time().seconds());
  EXPECT_EQ(row.etag(), "");
  const v1::Statement statement = Get("a", v1::VIEW_PUBLIC);
  EXPECT_EQ(statement.signatory_count(), 1);
  EXPECT_NE(statement.signatories_digest(), digest);
  EXPECT_EQ(statement.signatories_digest(), DigestOfAll());
  ASSERT_THAT(withdrawn.facts, SizeIs(1));
  EXPECT_EQ(withdrawn.facts[0].signatories_digest(), statement.signatories_digest());
  EXPECT_EQ(withdrawn.facts[0].content_digest(), statement.content_digest());
  EXPECT_EQ(statement.content_digest(),
            ContentDigest(statement.live().text_digest(), statement.signatories_digest()));
}

TEST_F(DecideSignatoriesTest, AWithdrawalIsAskedForOnceAndWithAReason) {
  Create(true);
  ASSERT_OK(store_.Do(SignWith("a", {"Union"})));
  EXPECT_THAT(store_.Do(WithdrawSignatory{SeenRow(1), ""}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("reason")));
  ASSERT_OK(store_.Do(WithdrawSignatory{SeenRow(1), "They asked for it."}));
  EXPECT_THAT(store_.Do(WithdrawSignatory{SeenRow(1), "They asked again."}),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("withdrawn already")));
}

TEST_F(DecideSignatoriesTest, ACorrectionReplacesWhatTheMaskNamesAndKeepsTheRest) {
  Create(true);
  AddSignatories add = SignWith("a", {"Uniom"});
  add.signatories[0].set_display_order(7);
  add.signatories[0].set_group_heading("Unions");
  ASSERT_OK(store_.Do(add));
  ASSERT_OK(store_.Do(Correct(SeenRow(1), "Union")));
  v1::Signatory row = Signatory(1);
  EXPECT_EQ(row.organisation().name(), "Union");
  EXPECT_EQ(row.display_order(), 7);
  EXPECT_EQ(row.group_heading(), "Unions");
  EXPECT_EQ(row.status(), v1::SIGNATORY_STATUS_CORRECTED);
  EXPECT_EQ(row.change_reason(), "The name was misspelt.");
  EXPECT_EQ(Row("a").signatory_count(), 1);
  EXPECT_EQ(Row("a").signatories_digest(), DigestOfAll());

  CorrectSignatory whole{SeenRow(1), {}, {}, "It was a person."};
  whole.correction.mutable_person()->set_name("Kim");
  ASSERT_OK(store_.Do(whole));
  row = Signatory(1);
  EXPECT_EQ(row.person().name(), "Kim");
  EXPECT_EQ(row.display_order(), 0);
  EXPECT_EQ(row.group_heading(), "");
}

TEST_F(DecideSignatoriesTest, OneWhoWithdrewAndIsCorrectedHasSignedAgain) {
  Create(true);
  ASSERT_OK(store_.Do(SignWith("a", {"Union"})));
  ASSERT_OK(store_.Do(WithdrawSignatory{SeenRow(1), "They asked for it."}));
  EXPECT_EQ(Row("a").signatory_count(), 0);
  ASSERT_OK(store_.Do(Correct(SeenRow(1), "Union")));
  EXPECT_EQ(Signatory(1).status(), v1::SIGNATORY_STATUS_CORRECTED);
  EXPECT_EQ(Row("a").signatory_count(), 1);
  EXPECT_EQ(Row("a").signatories_digest(), DigestOfAll());
}

TEST_F(DecideSignatoriesTest, ACorrectionThatCorrectsNothingIsRefused) {
  Create(true);
  ASSERT_OK(store_.Do(SignWith("a", {"Union"})));
  EXPECT_THAT(store_.Do(Correct(SeenRow(1), "Union")),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("says this already")));
  EXPECT_THAT(store_.Do(Correct(SeenRow(1), "Union", {"display_order"})),
              StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(DecideSignatoriesTest, AllThatIsWrongWithACorrectionIsToldAtOnce) {
  Create(true);
  ASSERT_OK(store_.Do(SignWith("a", {"Union"})));
  CorrectSignatory correct = Correct(SeenRow(1), "", {"organisation", "person", "name"});
  correct.reason = "";
  const absl::Status refused = store_.Do(correct).status();
  EXPECT_THAT(refused,
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("signatory.organisation.name")));
  EXPECT_THAT(std::string(refused.message()), HasSubstr("3 more"));
}

TEST_F(DecideSignatoriesTest, TheEtagOfARowIsItsOwn) {
  Create(true);
  ASSERT_OK(store_.Do(SignWith("a", {"Union", "League"})));
  const SeenSignatory first = SeenRow(1);
  const SeenSignatory second = SeenRow(2);
  ASSERT_OK(store_.Do(Correct(first, "Union of all")));
  ASSERT_OK(store_.Do(SignWith("a", {"Council"})));
  ASSERT_OK(Publish("a"));
  ASSERT_OK(store_.Do(WithdrawSignatory{second, "They asked for it."}));
  EXPECT_THAT(store_.Do(WithdrawSignatory{first, "They asked for it."}),
              StatusIs(absl::StatusCode::kAborted, HasSubstr("statements/a/signatories/1 was changed")));
  SeenSignatory without = first;
  without.etag = "";
  EXPECT_THAT(store_.Do(WithdrawSignatory{without, "Why."}), StatusIs(absl::StatusCode::kInvalidArgument));
  without.etag = second.etag;
  EXPECT_THAT(store_.Do(WithdrawSignatory{without, "Why."}), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(DecideSignatoriesTest, SignaturesAndTheTextNeverCollide) {
  Create(true);
  const std::string etag = EtagOf("a");
  ASSERT_OK(store_.Do(SignWith("a", {"Union"})));
  ASSERT_OK(store_.Do(Correct(SeenRow(1), "Union of all")));
  ASSERT_OK(store_.Do(WithdrawSignatory{SeenRow(1), "They asked for it."}));
  EXPECT_OK(store_.Do(Retitle("a", etag, "Two")));
}

TEST_F(DecideSignatoriesTest, ARowOrStatementThatIsNotThereIsNotFound) {
  Create(true);
  ASSERT_OK(store_.Do(SignWith("a", {"Union"})));
  EXPECT_THAT(store_.Do(WithdrawSignatory{{"a", 2, "x"}, "Why."}),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("statements/a/signatories/2")));
  EXPECT_THAT(store_.Do(WithdrawSignatory{{"b", 1, "x"}, "Why."}),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("statements/b")));
}

TEST_F(DecideSignatoriesTest, ADraftTakesSignaturesWhateverItSays) {
  Create(false);
  EXPECT_OK(Sign());
}

TEST_F(DecideSignatoriesTest, WhatIsPublicTakesSignaturesWhileItsTextCallsForThem) {
  Create(true);
  ASSERT_OK(Publish("a"));
  EXPECT_OK(Sign());
  UpdateStatement close = Retitle("a", EtagOf("a"), "Closed");
  close.update_mask.emplace_back("signature_call");
  ASSERT_OK(store_.Do(close));
  EXPECT_OK(Sign()) << "the call of the draft is not public yet";
  ASSERT_OK(Publish("a"));
  const absl::Status refused = Sign();
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("not open for signature")));
  EXPECT_EQ(ReasonOf(refused), "SIGNING_CLOSED");
  EXPECT_OK(store_.Do(SignWith("a", {"Late Union"})));
  ASSERT_OK(store_.Do(Correct(SeenRow(1), "Union of all"))) << "the list can still be corrected";
}

TEST_F(DecideSignatoriesTest, WhatWasTakenDownIsClosedForSignature) {
  Create(true);
  ASSERT_OK(Publish("a"));
  ASSERT_OK(store_.Do(WithdrawStatement{Seen("a"), "It is not right."}));
  EXPECT_THAT(Sign(), StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("is withdrawn")));
  ASSERT_OK(store_.Do(RemoveStatement{.statement = Seen("a"), .gone = "It was never ours."}));
  EXPECT_THAT(Sign(), StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("is removed")));
  ASSERT_OK_AND_ASSIGN(const Decision hidden, store_.Do(SignWith("a", {"Union"})));
  EXPECT_THAT(hidden.facts, IsEmpty());
  ASSERT_OK(store_.Do(RestoreStatement{Seen("a")}));
  EXPECT_OK(Sign());
}

TEST_F(DecideSignatoriesTest, TheDigestIsThatOfTheWholeListWhateverWasDoneInWhichOrder) {
  Create(true);
  std::mt19937 random(7);
  for (int step = 0; step < 120; ++step) {
    const int64_t rows = Row("a").last_signatory();
    if (rows == 0 || random() % 2 == 0) {
      ASSERT_OK(store_.Do(SignWith("a", std::vector<std::string>(1 + random() % 5, "Union"))));
    } else {
      const auto number = static_cast<int64_t>(1 + random() % static_cast<uint64_t>(rows));
      ASSERT_OK(store_.Do(Correct(SeenRow(number), absl::StrCat("Union ", step))));
    }
    ASSERT_EQ(Row("a").signatories_digest(), DigestOfAll()) << "of " << Row("a").last_signatory() << " rows";
  }
}

}  // namespace
}  // namespace communique::content
