#include "serving/authorization.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/time/clock.h"
#include "statement/errors.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace communique::serving {
namespace {

using ::communique::testing::IsOk;
using ::communique::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kGet[] = "/communique.content.v1.StatementService/GetStatement";
constexpr char kPublish[] = "/communique.content.v1.StatementService/PublishStatement";

constexpr char kTokens[] =
    "# who may do what\n"
    "\n"
    "reader-token-0001 reader ann\n"
    "publisher-token-0001\tpublisher  bob@desk\n";

void WriteFile(const std::filesystem::path& path, const std::string& text) {
  const std::filesystem::path temporary = path.string() + ".new";
  std::ofstream(temporary) << text;
  std::filesystem::rename(temporary, path);
}

class AuthorizationTest : public ::testing::Test {
 protected:
  AuthorizationTest() : log_("test", LogFormat::kJson, LogLevel::kInfo, lines_) { WriteFile(path_, kTokens); }

  std::unique_ptr<Authorization> WithTokens() {
    auto tokens = TokenFile::Open(path_, log_);
    EXPECT_OK(tokens);
    return std::make_unique<Authorization>(*std::move(tokens));
  }

  static absl::StatusOr<Caller> Check(const Authorization& authorization, const std::string& header,
                                      const char* method, content::v1::View view = content::v1::VIEW_PUBLIC) {
    ClientMetadata metadata;
    if (!header.empty()) metadata.emplace("authorization", header);
    return authorization.Check(metadata, method, view);
  }

  communique::testing::TemporaryDirectory directory_;
  const std::string path_ = directory_.path() / "tokens";
  std::ostringstream lines_;
  const Log log_;
};

TEST_F(AuthorizationTest, WithoutTokenFileEveryCallerHasAllRoles) {
  ASSERT_OK_AND_ASSIGN(const Caller caller, Check(Authorization(), "", kPublish));
  EXPECT_EQ(caller.actor, "local");
  EXPECT_EQ(caller.role, Role::kAdmin);
}

TEST_F(AuthorizationTest, WithoutTokenWhatIsPublicCanBeReadAndNothingElse) {
  const auto authorization = WithTokens();
  EXPECT_OK(Check(*authorization, "", kGet));
  const auto editorial = Check(*authorization, "", kGet, content::v1::VIEW_EDITORIAL);
  EXPECT_THAT(editorial, StatusIs(absl::StatusCode::kUnauthenticated, HasSubstr("role reader")));
  EXPECT_EQ(ReasonOf(editorial.status()), "TOKEN_REQUIRED");
  EXPECT_THAT(Check(*authorization, "", kPublish), StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST_F(AuthorizationTest, ATokenGivesItsRoleAndActor) {
  const auto authorization = WithTokens();
  ASSERT_OK_AND_ASSIGN(const Caller bob, Check(*authorization, "Bearer publisher-token-0001", kPublish));
  EXPECT_EQ(bob.actor, "bob@desk");
  EXPECT_OK(Check(*authorization, "Bearer reader-token-0001", kGet, content::v1::VIEW_EDITORIAL));
}

TEST_F(AuthorizationTest, ARoleThatDoesNotReachIsToldWhichOneIsNeeded) {
  const auto refused = Check(*WithTokens(), "Bearer reader-token-0001", kPublish);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kPermissionDenied,
                                AllOf(HasSubstr("needs the role publisher"), HasSubstr("has reader"))));
  EXPECT_EQ(ReasonOf(refused.status()), "ROLE_REQUIRED");
}

TEST_F(AuthorizationTest, AnUnknownTokenIsRefusedEvenForWhatIsPublicAndNeverRepeated) {
  for (const char* header : {"Bearer wrong-token-00001", "Basic cmVhZGVy", "reader-token-0001", "Bearer "}) {
    const auto refused = Check(*WithTokens(), header, kGet);
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kUnauthenticated, Not(HasSubstr("wrong-token"))))
        << header;
    EXPECT_EQ(ReasonOf(refused.status()), "BAD_TOKEN") << header;
  }
}

TEST_F(AuthorizationTest, AMethodOutsideTheTableIsForNobody) {
  EXPECT_THAT(Check(Authorization(), "", "/communique.content.v1.StatementService/Unheard"),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(AuthorizationTest, AViewThatThereIsNotIsABadField) {
  EXPECT_THAT(Check(Authorization(), "", kGet, static_cast<content::v1::View>(7)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("view")));
}

TEST_F(AuthorizationTest, AChangedTokenFileIsReadAgain) {
  const auto authorization = WithTokens();
  ASSERT_THAT(Check(*authorization, "Bearer new-token-00000001", kGet), Not(IsOk()));
  WriteFile(path_, "new-token-00000001 reader eve\n");
  const absl::Time give_up = absl::Now() + absl::Seconds(20);
  while (!Check(*authorization, "Bearer new-token-00000001", kGet).ok() && absl::Now() < give_up) {
    absl::SleepFor(absl::Milliseconds(20));
  }
  EXPECT_OK(Check(*authorization, "Bearer new-token-00000001", kGet));
  EXPECT_THAT(Check(*authorization, "Bearer reader-token-0001", kGet),
              StatusIs(absl::StatusCode::kUnauthenticated));
}

TEST_F(AuthorizationTest, ATokenFileThatBecomesBrokenIsLoggedAndTheTokensBeforeItStay) {
  const auto authorization = WithTokens();
  WriteFile(path_, "secret-token-00001 king charles\n");
  const absl::Time give_up = absl::Now() + absl::Seconds(20);
  while (lines_.str().empty() && absl::Now() < give_up) {
    EXPECT_OK(Check(*authorization, "Bearer reader-token-0001", kGet));
    absl::SleepFor(absl::Milliseconds(20));
  }
  EXPECT_THAT(lines_.str(), AllOf(HasSubstr("the tokens before stay"), HasSubstr("line 1"),
                                  Not(HasSubstr("secret-token"))));
  EXPECT_OK(Check(*authorization, "Bearer reader-token-0001", kGet));
}

TEST_F(AuthorizationTest, AMissingTokenFileIsNotFound) {
  EXPECT_THAT(TokenFile::Open(directory_.path() / "none", log_),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("none")));
}

TEST(ParseTokens, SaysWhichLineIsWrongAndWhy) {
  EXPECT_THAT(ParseTokens("short reader ann"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 1: a token is 16")));
  EXPECT_THAT(ParseTokens("# x\nreader-token-0001 king ann"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 2: 'king' is not a role")));
  EXPECT_THAT(ParseTokens("reader-token-0001 reader"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("token role actor")));
  EXPECT_THAT(ParseTokens("reader-token-0001 reader a/b"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("an actor is")));
}

}  // namespace
}  // namespace communique::serving
