#include "serving/bearer_token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temporary_directory.h"

namespace communique::serving {
namespace {

using ::communique::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kFirst[] = "first-token-of-the-renderer";
constexpr char kSecond[] = "second-token-of-the-renderer";

class BearerTokenTest : public ::testing::Test {
 protected:
  // As Kubernetes changes a mounted Secret: another folder, by moving a link.
  void Write(const std::string& text) {
    const auto folder = directory_.path() / absl::StrCat("v", ++versions_);
    std::filesystem::create_directory(folder);
    std::ofstream(folder / "token") << text;
    std::filesystem::create_directory_symlink(folder, directory_.path() / "next");
    std::filesystem::rename(directory_.path() / "next", directory_.path() / "now");
  }

  static std::string WaitForOther(const BearerToken& token, const std::string& before) {
    const absl::Time limit = absl::Now() + absl::Seconds(20);
    std::string now = token.Get();
    while (now == before && absl::Now() < limit) {
      absl::SleepFor(absl::Milliseconds(10));
      now = token.Get();
    }
    return now;
  }

  communique::testing::TemporaryDirectory directory_;
  int versions_ = 0;
  const std::string path_ = (directory_.path() / "now/token").string();
};

TEST_F(BearerTokenTest, IsReadAgainWhenTheFileChanges) {
  Write(absl::StrCat(kFirst, "\n"));
  ASSERT_OK_AND_ASSIGN(const auto token, BearerToken::Open(path_));
  EXPECT_EQ(token->Get(), kFirst);
  Write(kSecond);
  EXPECT_EQ(WaitForOther(*token, kFirst), kSecond);
}

TEST_F(BearerTokenTest, TheOneBeforeStaysWhileTheFileHoldsNone) {
  Write(kFirst);
  ASSERT_OK_AND_ASSIGN(const auto token, BearerToken::Open(path_));
  EXPECT_EQ(token->Get(), kFirst);
  Write("");
  const absl::Time limit = absl::Now() + absl::Seconds(2);
  while (absl::Now() < limit) {
    ASSERT_EQ(token->Get(), kFirst);
    absl::SleepFor(absl::Milliseconds(10));
  }
  Write(kSecond);
  EXPECT_EQ(WaitForOther(*token, kFirst), kSecond);
}

TEST_F(BearerTokenTest, AFileThatHoldsNoTokenAloneIsRefusedWithoutQuotingIt) {
  EXPECT_THAT(BearerToken::Open(path_), StatusIs(absl::StatusCode::kNotFound, HasSubstr(path_)));
  EXPECT_THAT(BearerToken::Open(directory_.path().string()), StatusIs(absl::StatusCode::kNotFound));
  for (const std::string text : {"", "short", "first-token-of-the-renderer renderer site"}) {
    Write(text);
    EXPECT_THAT(BearerToken::Open(path_),
                StatusIs(absl::StatusCode::kInvalidArgument, AllOf(HasSubstr(path_), HasSubstr("token alone"),
                                                                   Not(HasSubstr("of-the-renderer")))))
        << text;
  }
}

}  // namespace
}  // namespace communique::serving
