#include "statement/names.h"

#include <gmock/gmock.h>

#include "statement/errors.h"
#include "tests/testing/status_matchers.h"

namespace communique {
namespace {

using ::communique::testing::StatusIs;
using ::testing::HasSubstr;

constexpr char kDigest[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST(Names, AreReadAsTheyAreWritten) {
  EXPECT_EQ(*ParseStatementName(StatementName("jakarta-2014")), "jakarta-2014");
  EXPECT_EQ(*ParseSectionName(SectionName("press")), "press");
  EXPECT_EQ(*ParseBlobName(BlobName(kDigest)), kDigest);
  ASSERT_OK_AND_ASSIGN(const SignatoryId id, ParseSignatoryName(SignatoryName("jakarta", 12)));
  EXPECT_EQ(id.statement, "jakarta");
  EXPECT_EQ(id.number, 12);
  EXPECT_EQ(RevisionName("a", 3), "statements/a/revisions/3");
  EXPECT_EQ(EditionName("a", 2), "statements/a/editions/2");
}

TEST(Names, ThatWereCheckedGiveTheirIdAtOnce) {
  EXPECT_EQ(IdOf(StatementName("jakarta-2014")), "jakarta-2014");
  EXPECT_EQ(IdOf(SectionName("press")), "press");
  EXPECT_EQ(IdOf(BlobName(kDigest)), kDigest);
  EXPECT_EQ(IdOf(""), "");
}

TEST(Names, OfAnotherFormAreRefusedWithTheRightForm) {
  for (const char* name : {"", "statements", "statements/", "statements/A", "statements/-a", "statements/a/b",
                           "statement/a", "statements/a ", "statements/성명"}) {
    EXPECT_THAT(ParseStatementName(name),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("statements/{id}")))
        << name;
  }
  EXPECT_EQ(ReasonOf(ParseStatementName("x").status()), "BAD_NAME");
  for (const char* name : {"sections/", "sections/1st", "sections/files", "sections/feed", "sections/a.b"}) {
    EXPECT_THAT(ParseSectionName(name),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("sections/{id}")))
        << name;
  }
  EXPECT_THAT(ParseBlobName("blobs/E3B0"), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("64")));
}

TEST(Names, OfSignatoriesHaveOneSpelling) {
  for (const char* name :
       {"statements/a/signatories/", "statements/a/signatories/0", "statements/a/signatories/-1",
        "statements/a/signatories/01", "statements/a/signatories/+1", "statements/a/signatories/ 1",
        "statements/A/signatories/1", "statements/a/signatories/99999999999999999999",
        "statements/a/signatory/1"}) {
    EXPECT_THAT(ParseSignatoryName(name), StatusIs(absl::StatusCode::kInvalidArgument)) << name;
  }
}

TEST(Ids, AreBounded) {
  EXPECT_TRUE(IsStatementId(std::string(63, 'a')));
  EXPECT_FALSE(IsStatementId(std::string(64, 'a')));
  EXPECT_TRUE(IsSectionId(std::string(40, 'a')));
  EXPECT_FALSE(IsSectionId(std::string(41, 'a')));
  EXPECT_TRUE(IsGroupId("2014-jakarta"));
  EXPECT_TRUE(IsRequestId("Req.1_a-Z"));
  EXPECT_FALSE(IsRequestId(""));
  EXPECT_FALSE(IsRequestId(std::string(65, 'a')));
  EXPECT_FALSE(IsRequestId("a b"));
}

}  // namespace
}  // namespace communique
