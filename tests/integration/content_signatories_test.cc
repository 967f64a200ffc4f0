// What a client of content-service does with the signatories of a statement, over real gRPC.

#include <gmock/gmock.h>

#include "statement/errors.h"
#include "tests/testing/content_service_fixture.h"

namespace communique::testing {
namespace {

using namespace content::v1;  // NOLINT(google-build-using-namespace): every name here is one of the API
using ::testing::HasSubstr;

class ContentSignatories : public ContentServiceTest {
 protected:
  void SetUp() override {
    StartService();
    ASSERT_OK(CreateSection("press"));
    ASSERT_OK_AND_ASSIGN(const auto created, Create("letter", "A letter"));
    AddSignatoriesRequest request = Adding("Fishers of the Delta");
    request.add_signatories()->mutable_person()->set_name("Kim Hana");
    ASSERT_OK(Call(*statements_, &Statements::AddSignatories, request));
    ASSERT_OK(Publish(created.statement()));
  }

  static AddSignatoriesRequest Adding(const std::string& name) {
    AddSignatoriesRequest request;
    request.set_parent("statements/letter");
    request.add_signatories()->mutable_organisation()->set_name(name);
    return request;
  }
  Signatory Row(int index, View view = VIEW_EDITORIAL) {
    ListSignatoriesRequest request;
    request.set_parent("statements/letter");
    request.set_view(view);
    const auto page = Call(*statements_, &Statements::ListSignatories, request);
    EXPECT_OK(page);
    return page.ok() && index < page->signatories_size() ? page->signatories(index) : Signatory();
  }
  WithdrawSignatoryRequest Withdrawing(const Signatory& row) {
    WithdrawSignatoryRequest request;
    request.set_name(row.name());
    request.set_etag(row.etag());
    request.set_reason("They asked for it.");
    return request;
  }
};

TEST_F(ContentSignatories, ARowIsCorrectedAndWithdrawnInTheOpen) {
  CorrectSignatoryRequest correct;
  *correct.mutable_signatory() = Row(0);
  correct.mutable_signatory()->mutable_organisation()->set_name("Fishers of the two Deltas");
  correct.mutable_update_mask()->add_paths("organisation");
  correct.set_reason("They have another name.");
  correct.set_request_id("correct-1");
  ASSERT_OK_AND_ASSIGN(const auto corrected, Call(*statements_, &Statements::CorrectSignatory, correct));
  EXPECT_EQ(corrected.signatory().status(), SIGNATORY_STATUS_CORRECTED);
  EXPECT_NE(corrected.signatory().etag(), correct.signatory().etag());
  ASSERT_OK_AND_ASSIGN(const auto again, Call(*statements_, &Statements::CorrectSignatory, correct));
  EXPECT_EQ(again.position(), corrected.position()) << "the same request is done once";

  ASSERT_OK_AND_ASSIGN(const auto withdrawn, Call(*statements_, &Statements::WithdrawSignatory,
                                                  Withdrawing(corrected.signatory())));
  EXPECT_EQ(withdrawn.signatory().status(), SIGNATORY_STATUS_WITHDRAWN);
  const Signatory row = Row(0, VIEW_PUBLIC);
  EXPECT_EQ(row.organisation().name(), "Fishers of the two Deltas");
  EXPECT_EQ(row.change_reason(), "They asked for it.");
  EXPECT_EQ(row.etag(), "");
  ASSERT_OK_AND_ASSIGN(const auto read, Get("letter", VIEW_PUBLIC));
  EXPECT_EQ(read.statement().signatory_count(), 1);
}

TEST_F(ContentSignatories, OneRowIsReadByItsNameAsTheListHasIt) {
  GetSignatoryRequest request;
  request.set_name("statements/letter/signatories/2");
  request.set_view(VIEW_EDITORIAL);
  ASSERT_OK_AND_ASSIGN(const auto read, Call(*statements_, &Statements::GetSignatory, request));
  EXPECT_EQ(read.signatory().SerializeAsString(), Row(1).SerializeAsString());
  ASSERT_OK(Call(*statements_, &Statements::WithdrawSignatory, Withdrawing(read.signatory())));
  request.set_view(VIEW_PUBLIC);
  ASSERT_OK_AND_ASSIGN(const auto now, Call(*statements_, &Statements::GetSignatory, request));
  EXPECT_EQ(now.signatory().status(), SIGNATORY_STATUS_WITHDRAWN);
  EXPECT_EQ(now.signatory().etag(), "");
  request.set_at_position(read.position());
  ASSERT_OK_AND_ASSIGN(const auto then, Call(*statements_, &Statements::GetSignatory, request));
  EXPECT_EQ(then.signatory().status(), SIGNATORY_STATUS_SIGNED);
}

TEST_F(ContentSignatories, ARowThatIsNotThereAndOneOfAHiddenStatementAreNotFound) {
  GetSignatoryRequest request;
  request.set_name("statements/letter/signatories/3");
  EXPECT_EQ(ReasonOf(Call(*statements_, &Statements::GetSignatory, request).status()), "NO_SUCH_SIGNATORY");
  request.set_name("statements/letter/signatories/first");
  EXPECT_THAT(Call(*statements_, &Statements::GetSignatory, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("name")));
  ASSERT_OK(Create("draft", "A draft"));
  AddSignatoriesRequest add = Adding("Fishers of the Delta");
  add.set_parent("statements/draft");
  ASSERT_OK(Call(*statements_, &Statements::AddSignatories, add));
  request.set_name("statements/draft/signatories/1");
  EXPECT_EQ(ReasonOf(Call(*statements_, &Statements::GetSignatory, request).status()), "NO_SUCH_STATEMENT");
  request.set_view(VIEW_EDITORIAL);
  EXPECT_OK(Call(*statements_, &Statements::GetSignatory, request));
}

TEST_F(ContentSignatories, ErrorsSayWhatToDo) {
  WithdrawSignatoryRequest request = Withdrawing(Row(0));
  request.set_name("statements/letter/signatories/99");
  const auto missing = Call(*statements_, &Statements::WithdrawSignatory, request);
  EXPECT_THAT(missing, StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(ReasonOf(missing.status()), "NO_SUCH_SIGNATORY");
  request.set_name("statements/letter");
  EXPECT_THAT(Call(*statements_, &Statements::WithdrawSignatory, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("name")));
  request = Withdrawing(Row(0));
  ASSERT_OK(Call(*statements_, &Statements::WithdrawSignatory, request));
  EXPECT_EQ(ReasonOf(Call(*statements_, &Statements::WithdrawSignatory, request).status()), "ETAG_MISMATCH");
  const auto twice = Call(*statements_, &Statements::WithdrawSignatory, Withdrawing(Row(0)));
  EXPECT_EQ(ReasonOf(twice.status()), "SIGNATORY_WITHDRAWN");
}

TEST_F(ContentSignatories, AClosedStatementTakesSignaturesOnlyWhenToldSo) {
  AddSignatoriesRequest request = Adding("League");
  const auto refused = Call(*statements_, &Statements::AddSignatories, request);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("although_closed")));
  EXPECT_EQ(ReasonOf(refused.status()), "SIGNING_CLOSED");
  request.set_although_closed(true);
  EXPECT_OK(Call(*statements_, &Statements::AddSignatories, request));
}

TEST_F(ContentSignatories, WhoSignsTwiceIsReportedAndAddedAllTheSame) {
  AddSignatoriesRequest request = Adding("FISHERS of the Délta");
  request.set_although_closed(true);
  ASSERT_OK_AND_ASSIGN(const auto added, Call(*statements_, &Statements::AddSignatories, request));
  ASSERT_EQ(added.duplicates_size(), 1);
  EXPECT_EQ(added.duplicates(0).signatory(), "statements/letter/signatories/3");
  EXPECT_EQ(added.duplicates(0).same_as(), "statements/letter/signatories/1");
  CheckSignatoriesRequest check;
  check.set_parent("statements/letter");
  ASSERT_OK_AND_ASSIGN(const auto checked, Call(*statements_, &Statements::CheckSignatories, check));
  EXPECT_EQ(checked.signatory_count(), 3);
  EXPECT_EQ(checked.withdrawn_count(), 0);
  EXPECT_EQ(checked.stated_count(), 0);
  EXPECT_FALSE(checked.open());
  EXPECT_EQ(checked.duplicates_size(), 1);
  EXPECT_NE(checked.position(), "");
}

TEST_F(ContentSignatories, ThePublicStreamTellsNoEtagAndTheEditorialOneDoes) {
  ASSERT_OK(Call(*statements_, &Statements::WithdrawSignatory, Withdrawing(Row(1))));
  for (const View view : {VIEW_PUBLIC, VIEW_EDITORIAL}) {
    WatchRequest request;
    request.set_view(view);
    grpc::ClientContext context;
    const auto reader = changes_->Watch(&context, request);
    int rows = 0;
    for (WatchResponse response; rows == 0 && reader->Read(&response);) {
      for (const Change& change : response.snapshot().changes()) {
        if (!change.has_signatory()) continue;
        ++rows;
        EXPECT_EQ(change.signatory().etag().empty(), view == VIEW_PUBLIC);
      }
    }
    EXPECT_EQ(rows, 2);
    context.TryCancel();
    (void)reader->Finish();
  }
}

}  // namespace
}  // namespace communique::testing
